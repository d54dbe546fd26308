import type { StationProfile } from '../../contract/station.ts';
import type { SlipContent } from '../../domain/papers/noticeContent.ts';
import type { JobRecord } from '../ports/stores.ts';

/**
 * The receipt that is signed on paper where no signature can be drawn (9.25): it names case and card by their numbers, the last four of the
 * card only, and no person; who signed it, the desk writes into its record.
 */
export function receiptPaper(
  profile: Pick<StationProfile, 'nameZh' | 'nameEn' | 'mode'>,
  job: Pick<JobRecord, 'caseNumber' | 'cardNumber'>,
  { qr, at }: { readonly qr: string; readonly at: string },
): SlipContent {
  const tail = job.cardNumber?.slice(-4) ?? '—';
  const station = { zh: profile.nameZh, en: profile.nameEn };
  return {
    language: 'zh',
    caseNumber: job.caseNumber,
    ticket: null,
    qr,
    station,
    window: station,
    text: [
      {
        zh: `领卡签收：本人已领到卡号末四位为 ${tail} 的社会保障卡。`,
        en: `Receipt: I have received the social security card whose number ends in ${tail}.`,
      },
      {
        zh: '领卡人签名：______________________　日期：______________',
        en: 'Signature: ______________________  Date: ______________',
      },
    ],
    issuedAt: at,
    training: profile.mode === 'training',
  };
}
