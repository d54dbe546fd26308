import type { Bilingual } from '../../domain/papers/noticeContent.ts';
import type { RulePack } from '../../domain/rules/rulePack.ts';

/** Name, address and telephone of an office of the pack, as a paper names it; null when the pack does not know it. */
export function officeWords(pack: Pick<RulePack, 'offices'>, id: string): Bilingual | null {
  const office = pack.offices.find((each) => each.id === id);
  if (office === undefined) return null;
  const { name, address, phone } = office;
  const words = (language: keyof Bilingual, mark: string, telephone: string): string =>
    [name[language], address?.[language], phone === null ? null : telephone + phone]
      .filter((part) => typeof part === 'string')
      .join(mark);
  return { zh: words('zh', '，', '电话'), en: words('en', ', ', 'tel. ') };
}
