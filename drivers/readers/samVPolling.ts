import type { Clock, Timer } from '../api/clock.ts';
import type { DriverEvents } from '../api/driver.ts';
import { samVStatus } from '../framing/samVFrames.ts';
import { completionOfStatus, splitCard, type SamVCard } from '../framing/samVReplies.ts';
import { parseIdCardText, type IdCardText } from '../framing/samVText.ts';
import type { SamVAnswer, SamVSession } from './samVSession.ts';

/** Polls must be at least 300 ms apart (device-protocols 3). */
const samVPollMs = 400;
/** One missed answer of a card that lies there can be its field; two in a row are its removal. */
const missesBeforeGone = 2;

export interface SamVPolling {
  /** False when the module does not answer, answers wrongly, or says that it is broken. */
  healthy(): boolean;
  stop(): void;
}

export interface SamVPollingOptions {
  readonly command: 'read' | 'readWithFingerprint';
  /** How a card that was read is noticed leaving: by asking it for its address again, or not at all. */
  readonly presence: 'address' | 'none';
  /** Gets every card that was read, for a plug-in that can decode the photo. */
  readonly onCard?: ((card: SamVCard) => void) | undefined;
}

/**
 * Finds, selects and reads cards, one read per laying down. After a good read the module no longer finds the card (80) although it lies
 * there; after a bad one the card has to be taken away first.
 */
export function samVPolling(
  session: SamVSession,
  clock: Clock,
  events: DriverEvents,
  options: SamVPollingOptions,
): SamVPolling {
  /** `unsure`: it was read, and the module cannot say whether it still lies there. */
  let lying: 'nothing' | 'read' | 'refused' | 'unsure' = 'nothing';
  /** Whether this module answers for a card that was read before: to be proved on first hardware, so it is learnt. */
  let presenceProven = false;
  let misses = 0;
  let broken = false;
  let stopped = false;
  let timer: Timer | null = null;

  const refuse = (answer: SamVAnswer): void => {
    lying = 'refused';
    // A module that is broken says so by its state; the card is not to blame.
    if (answer.kind === 'lost' || broken) return;
    if (answer.kind === 'silent') return events.readFailed('truncated');
    const unusable =
      answer.kind === 'reply' && completionOfStatus(answer.status).errorCode === 'invalidMedia';
    events.readFailed(unusable ? 'invalidMedia' : 'undecodable');
  };
  /** Notes a broken module; true when the reply has the wanted status. */
  const says = (answer: SamVAnswer, status: number): boolean => {
    if (answer.kind !== 'reply') return false;
    broken = answer.status === samVStatus.selfTestFailed || answer.status === samVStatus.unauthorised;
    return answer.status === status;
  };

  const readCard = async (): Promise<void> => {
    events.facts({ media: 'present' });
    const selected = await session.ask('select');
    if (!says(selected, samVStatus.ok)) return refuse(selected);
    const answer = await session.ask(options.command);
    if (!says(answer, samVStatus.ok) || answer.kind !== 'reply') return refuse(answer);
    const card = splitCard(options.command, answer.data);
    const text = card === null ? null : parseIdCardText(card.text);
    if (stopped) return;
    lying = 'read';
    misses = 0;
    // For the module it was a good read: it will not find this card again either.
    if (card === null || text === null) return events.readFailed('invalidMedia');
    options.onCard?.(card);
    events.idCard(readOf(text));
  };

  /** Does the card that was read still answer? */
  const stillAnswers = async (): Promise<boolean> => {
    const answer = await session.ask('newestAddress');
    // The address itself is dropped here: no screen needs it (data minimisation).
    const there = says(answer, samVStatus.ok) || says(answer, samVStatus.itemEmpty);
    if (there) {
      presenceProven = true;
      misses = 0;
    } else if (answer.kind === 'reply') misses += 1;
    return there || answer.kind !== 'reply';
  };

  const poll = async (): Promise<void> => {
    if (lying === 'read' && options.presence === 'address' && (await stillAnswers())) return;
    const found = await session.ask('find');
    if (stopped) return;
    if (says(found, samVStatus.found)) {
      if (lying === 'refused') return;
      return readCard();
    }
    if (!says(found, samVStatus.findFailed)) return;
    if (lying === 'unsure') return;
    // Without a question for presence nothing is ever missed: the card counts as lying there until another is found.
    if (lying === 'read' && misses < missesBeforeGone) return;
    lying = lying === 'read' && !presenceProven ? 'unsure' : 'nothing';
    events.facts({ media: lying === 'unsure' ? 'unknown' : 'notPresent' });
  };

  const schedule = (): void => {
    timer = clock.setTimer(samVPollMs, () => {
      void poll().then(() => {
        if (!stopped) schedule();
      });
    });
  };
  schedule();

  return {
    healthy: () => !broken && session.troubles() < 2,
    stop() {
      stopped = true;
      timer?.cancel();
    },
  };
}

/** What leaves the driver: no address, ethnic code or issuer, because no rule of the counter asks for them. */
function readOf(text: IdCardText): Parameters<DriverEvents['idCard']>[0] {
  return {
    cardType: text.cardType,
    number: text.number,
    chineseName: text.chineseName,
    latinName: text.latinName,
    sex: text.sex,
    birthDate: text.birthDate,
    nationalityCode: text.nationalityCode,
    validFrom: text.validFrom,
    expiresOn: text.expiresOn,
    formerNumberPart: text.formerNumberPart,
  };
}
