import { builtInFor } from '../../contract/access.ts';
import type { Document } from '../../contract/methods.ts';
import { failure, success, type Result } from '../../contract/result.ts';
import type { KioskSession, Visit } from '../../domain/kiosk/kioskSession.ts';
import type { Bilingual, SlipContent } from '../../domain/papers/noticeContent.ts';
import type { SlipFacts, SlipTicket } from '../../domain/kiosk/kioskPages.ts';
import type { NumberSlip } from '../../domain/kiosk/slipReceipt.ts';
import { slipQr } from '../../domain/rules/readQr.ts';
import { promiseForKiosk } from '../cards/cardSlip.ts';
import type { Deps } from '../deps.ts';

/** A window reads it like a Notice and continues the same case (E6). It names the case, not the person. */
const qrOf = (deps: Pick<Deps, 'crypto'>, caseNumber: string): string =>
  slipQr(caseNumber, deps.crypto.paperCode(caseNumber));

/** What the slip page shows. The window is this station's own address: no other station is known to it. */
export function slipFacts(deps: Pick<Deps, 'crypto' | 'profile'>, visit: Visit): Omit<SlipFacts, 'paper'> {
  return {
    qr: visit.caseNumber === null ? '' : qrOf(deps, visit.caseNumber),
    window: builtInFor(visit.language) === 'zh' ? deps.profile.nameZh : deps.profile.nameEn,
  };
}

/** The slip as a paper. Fails with wrongState while no slip shows. */
export async function slipDocument(
  deps: Pick<Deps, 'crypto' | 'profile' | 'paper' | 'clock' | 'stores' | 'links'>,
  session: KioskSession,
  ticket: SlipTicket | null,
): Promise<Result<Document>> {
  const content = slipContentOf(deps, session, ticket);
  if (content === null) return failure('wrongState', { state: session.page });
  const bytes = await deps.paper.slip(content);
  return success({ fileName: `slip-${content.caseNumber}.pdf`, mediaType: 'application/pdf', bytes });
}

/** What the slip says, on a receipt and on a page; null while no slip shows. */
export function slipContentOf(
  deps: Pick<Deps, 'crypto' | 'profile' | 'clock' | 'stores' | 'links'>,
  session: KioskSession,
  ticket: SlipTicket | null,
): SlipContent | null {
  if (session.page !== 'slip' || session.caseNumber === null) return null;
  const { profile } = deps;
  return {
    language: builtInFor(session.language),
    caseNumber: session.caseNumber,
    ticket: ticket?.number ?? null,
    qr: qrOf(deps, session.caseNumber),
    station: { zh: profile.nameZh, en: profile.nameEn },
    window: { zh: profile.nameZh, en: profile.nameEn },
    text: [
      ...(session.problem?.code === 'cardRetained' ? [retained] : promiseForKiosk(deps, session.caseId)),
      {
        zh: '请持此单、护照原件和申请材料原件到上述窗口，工作人员扫码后继续办理，无需重新填写。',
        en: 'Take this slip, your passport and the originals of your application to this window. Staff scan the code and go on: nothing is entered again.',
      },
      {
        zh: '此单不含个人信息，不能替代受理回执。',
        en: 'This slip holds no personal data. It is not a receipt of acceptance.',
      },
    ],
    issuedAt: new Date(deps.clock.now()).toISOString(),
    training: profile.mode === 'training',
  };
}

/** The paper of a number without a case; null where there is none to print. */
export function numberSlipOf(
  { profile, clock }: Pick<Deps, 'profile' | 'clock'>,
  session: KioskSession,
  ticket: SlipTicket | null,
): NumberSlip | null {
  if (session.page !== 'slip' || session.caseNumber !== null || ticket === null) return null;
  return {
    language: builtInFor(session.language),
    number: ticket.number,
    station: { zh: profile.nameZh, en: profile.nameEn },
    issuedAt: new Date(clock.now()).toISOString(),
    training: profile.mode === 'training',
  };
}

/** E3: the holder's paper tells where the card is. */
const retained: Bilingual = {
  zh: '您的卡片未被取走，已收回保管，请到上述窗口领取。',
  en: 'Your card was not taken. It is kept inside; please collect it at this window.',
};
