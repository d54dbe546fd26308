import { join } from 'node:path';
import type { Paper } from '../../app/ports/outside.ts';
import type { CardTemplate } from '../../domain/cardFace/cardTemplate.ts';
import { renderCardFace } from './cardFace.ts';
import { openFonts } from './fonts.ts';
import { makeMorningSheet } from './morningSheet.ts';
import { makeNotice } from './notice.ts';
import { readTemplates } from './readTemplates.ts';
import { makeSlip } from './slip.ts';

/** What takes long enough to be made beside the core host's thread. */
export type PaperMethods = Omit<Paper, 'dayCsv' | 'lacking'>;
export type PaperMethodName = keyof PaperMethods;

const shippedTemplate = 'ssc-front';

export function paperMethods(places: {
  readonly fontsDir: string;
  readonly resourcesDir: string;
  readonly cardTemplate?: CardTemplate | undefined;
}): PaperMethods {
  const fonts = openFonts(places.fontsDir);
  let template = places.cardTemplate;
  return {
    notice: (content) => makeNotice(fonts, content),
    slip: (content) => makeSlip(fonts, content),
    missing: (text) => Promise.resolve(fonts.missing(text)),
    morningCheck: (gate) => makeMorningSheet(fonts, gate),
    cardFace: (data, options) => {
      template ??= readTemplate(places.resourcesDir);
      return renderCardFace(fonts, template, data, options);
    },
  };
}

/** A template of `resourcesDir`, by default the national one. Throws where a shipped file is broken: that is no station's fault. */
export function readTemplate(resourcesDir: string, id: string = shippedTemplate): CardTemplate {
  const { templates, refused } = readTemplates([join(resourcesDir, 'templates')]);
  const found = templates.find(({ template }) => template.id === id);
  if (found !== undefined) return found.template;
  const reasons = refused.flatMap(({ file, problems }) =>
    problems.map(({ path, zh, en }) => `${file}: ${path}: ${zh} ${en}`),
  );
  throw new Error(`card template ${id} cannot be used:\n${reasons.join('\n')}`);
}
