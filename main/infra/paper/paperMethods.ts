import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper } from '../../app/ports/outside.ts';
import { checkTemplate } from '../../domain/cardFace/checkTemplate.ts';
import type { CardTemplate } from '../../domain/cardFace/cardTemplate.ts';
import { renderCardFace } from './cardFace.ts';
import { makeDayReport } from './dayReport.ts';
import { openFonts } from './fonts.ts';
import { makeNotice } from './notice.ts';
import { makeSlip } from './slip.ts';

/** What takes long enough to be made beside the core host's thread. */
export type PaperMethods = Omit<Paper, 'dayCsv'>;
export type PaperMethodName = keyof PaperMethods;

const templateFile = 'ssc-front.json';

export function paperMethods(places: {
  readonly fontsDir: string;
  readonly resourcesDir: string;
}): PaperMethods {
  const fonts = openFonts(places.fontsDir);
  let template: CardTemplate | undefined;
  return {
    notice: (content) => makeNotice(fonts, content),
    slip: (content) => makeSlip(fonts, content),
    missing: (text) => Promise.resolve(fonts.missing(text)),
    dayReport: (day, station) => makeDayReport(fonts, day, station),
    cardFace: (data, options) => {
      template ??= readTemplate(places.resourcesDir);
      return renderCardFace(fonts, template, data, options);
    },
  };
}

/** A template is checked before it may touch a card; a bad one says all that is wrong with it. */
export function readTemplate(resourcesDir: string): CardTemplate {
  const check = checkTemplate(
    JSON.parse(readFileSync(join(resourcesDir, 'templates', templateFile), 'utf8')),
  );
  if (check.ok) return check.template;
  const reasons = check.problems.map(({ path, zh, en }) => `${path}: ${zh} ${en}`);
  throw new Error(`card template ${templateFile} cannot be used:\n${reasons.join('\n')}`);
}
