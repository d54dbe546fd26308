import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { CardTemplate } from '../../../../main/domain/cardFace/cardTemplate.ts';
import { renderCardFace } from '../../../../main/infra/paper/cardFace.ts';
import type { PaperFonts } from '../../../../main/infra/paper/fonts.ts';
import { samplePeople } from '../../../../main/training/people.ts';
import { foreignNames } from '../../../kit/foreignNames.ts';
import { faceOptions, sampleCard } from './samples.ts';

const columns = 3;
const cell = { width: 680, height: 434 } as const;

/** Hard names: the longest and the shortest of every group, one long word, Chinese, and the widest letters. */
function hardNames(): string[] {
  const made = foreignNames().map(({ group, familyName, givenNames }) => ({
    group,
    name: [familyName, givenNames].filter((part) => part !== '').join(', '),
  }));
  const groups = [...new Set(made.map(({ group }) => group))];
  const ends = groups.flatMap((group) => {
    const sorted = made
      .filter((each) => each.group === group)
      .map(({ name }) => name)
      .toSorted((a, b) => a.length - b.length);
    return [sorted[0] ?? '', sorted[sorted.length >> 1] ?? '', sorted.at(-1) ?? ''];
  });
  return [
    ...ends,
    '张·彼得罗夫娜（样例）',
    '安娜玛丽亚 SPECIMEN',
    'W'.repeat(60),
    'X',
    'O’BRÁDY-MAC CONAIL, SÉAM',
  ];
}

/** One picture with a face for each hard name, as the screen shows it: to be looked at, not compared. */
export async function drawSheet(fonts: PaperFonts, template: CardTemplate): Promise<Buffer> {
  const names = hardNames();
  const photos = samplePeople('2026-11-25')
    .slice(0, 8)
    .map((person) => Buffer.from(person.photo()).toString('base64'));
  const canvas = createCanvas(cell.width * columns, cell.height * Math.ceil(names.length / columns));
  const context = canvas.getContext('2d');
  context.fillStyle = '#555';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [index, name] of names.entries()) {
    const photo = photos[index % photos.length];
    const card = {
      ...sampleCard({ name, ...(photo !== undefined && { photo }) }),
      permitValidUntil: '2027-11-23',
    };
    const made = await renderCardFace(fonts, template, card, faceOptions(index === 0));
    if (!made.ok) throw new Error(`${name}: ${made.error.code}`);
    const face = await loadImage(Buffer.from(made.value.png));
    const x = (index % columns) * cell.width;
    const y = Math.floor(index / columns) * cell.height;
    context.drawImage(face, x + 8, y + 8, cell.width - 16, cell.height - 16);
  }
  return canvas.toBuffer('image/png');
}
