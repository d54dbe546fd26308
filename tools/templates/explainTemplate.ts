import { cardSize, labelText, type Box, type CardTemplate } from '../../main/domain/cardFace/cardTemplate.ts';
import { fitRoom } from '../../main/domain/cardFace/fitRoom.ts';
import type { MeasureText } from '../../main/domain/cardFace/layoutCardFace.ts';

/** Capitals as names have them, with their spaces; and the widest script. */
const samples = { latin: 'ALEKSANDRA MARIE-LOUISE WOLKOWSKA ', han: '安' } as const;

const place = ({ x, y, width, height }: Box): string => `x ${x}, y ${y}, ${width} × ${height} mm`;

/** A template in words: where everything stands, in millimetres from the upper left corner, and what fits. */
export function explainTemplate(template: CardTemplate, measure: MeasureText): string[] {
  const proposal = template.status === 'proposal';
  return [
    `${template.title.zh} ${template.title.en} (${template.id})`,
    proposal
      ? '  建议稿：仅站点配置指名时使用 a proposal: used only where a profile names it'
      : `  在用，地区 in use for ${template.regions.join(', ') || '—'}`,
    `  卡面 card ${cardSize.width} × ${cardSize.height} mm`,
    `  相片 photo: ${place(template.photo)}`,
    ...template.keepClear.map(({ name, box }) => `  留空 keep clear (${name}): ${place(box)}`),
    ...template.fields.flatMap((field) => {
      const wish = field.optional ? '有则印 where present' : '必印 always';
      const rooms = {
        latin: fitRoom(field, samples.latin, measure),
        han: fitRoom(field, samples.han, measure),
      };
      return [
        `  ${labelText(template, field)} [${field.field}]: ${place(field.box)}, ${field.font}, ${wish}`,
        ...rooms.latin.map(
          ({ lines, size, letters }, index) =>
            `    ${lines} 行 line(s) ${size} pt: ≤ ${letters} 字母 letters / ${rooms.han[index]?.letters ?? 0} 汉字 Chinese`,
        ),
        '    再长则压缩末种字宽 longer ones narrow the last of these',
      ];
    }),
  ];
}
