import type { DeviceState, PaperState } from '../../../main/contract/devices.ts';
import type { LinkState, StationStatus } from '../../../main/contract/station.ts';

export type Tone = 'good' | 'warn' | 'bad';

/** One thing that can be well or not, as text keys: what, how it is, since when, and what to do and what still works. */
export interface StatusItem {
  readonly id: string;
  readonly tone: Tone;
  readonly labelKey: string;
  readonly kiosk: boolean;
  readonly wordKey: string;
  readonly since: string | null;
  readonly remedyKey: string | null;
}

interface Trouble {
  readonly tone: Tone;
  readonly wordKey: string;
  readonly remedyKey: string;
}

const receiptPaper: Readonly<Partial<Record<PaperState, Trouble>>> = {
  out: { tone: 'bad', wordKey: 'devices.paperWord.out', remedyKey: 'devices.remedy.paperOut' },
  low: { tone: 'warn', wordKey: 'devices.paperWord.low', remedyKey: 'devices.remedy.paperLow' },
};
/** What the print service has taken comes out by itself once there is paper; it tells of nothing else. */
const documentPaper: Readonly<Partial<Record<PaperState, Trouble>>> = {
  out: { tone: 'bad', wordKey: 'desk.notice.paperOut', remedyKey: 'desk.notice.paperOutRemedy' },
};

const supply = (name: string, tone: Tone): Trouble => ({
  tone,
  wordKey: `station.supply.${name}`,
  remedyKey: `station.remedy.${name}`,
});

/** What is wrong with a printer that answers. The first cause is the one to remove first. */
function supplyTrouble(device: DeviceState): Trouble | null {
  const { supplies } = device;
  if (device.media === 'jammed') return supply('jammed', 'bad');
  if (supplies === undefined) return null;
  if (supplies.cover === 'open') return supply('coverOpen', 'bad');
  if (supplies.ribbon === 'out') return supply('ribbonOut', 'bad');
  if (supplies.feeder === 'empty') return supply('feederEmpty', 'bad');
  if (supplies.retainBin === 'full') return supply('retainFull', 'bad');
  if (supplies.ribbon === 'low') return supply('ribbonLow', 'warn');
  if (supplies.feeder === 'low') return supply('feederLow', 'warn');
  return null;
}

/** A device in words (F1, XFS words translated). */
export function deviceItem(device: DeviceState): StatusItem {
  const works = device.status === 'online' || device.status === 'deviceBusy';
  const trouble: Trouble | null =
    supplyTrouble(device) ??
    (works
      ? null
      : {
          tone: device.status === 'starting' ? 'warn' : 'bad',
          wordKey: `station.deviceStatus.${device.status}`,
          remedyKey: `station.remedy.${device.kind}`,
        }) ??
    (device.kind === 'documentPrinter' ? documentPaper : receiptPaper)[device.paper ?? 'unknown'] ??
    null;
  return {
    id: `device-${device.id}`,
    tone: trouble?.tone ?? 'good',
    labelKey: `station.device.${device.kind}`,
    kiosk: device.id.startsWith('kiosk'),
    wordKey: trouble?.wordKey ?? `station.deviceStatus.${device.status}`,
    since: device.since,
    remedyKey: trouble?.remedyKey ?? null,
  };
}

/** An upstream service in words (G11): which act an outage removes, and which goes on. */
export function linkItem(link: LinkState): StatusItem {
  const tone: Tone = link.state === 'online' ? 'good' : link.state === 'linkFault' ? 'bad' : 'warn';
  return {
    id: `link-${link.service}`,
    tone,
    labelKey: `station.service.${link.service}`,
    kiosk: false,
    wordKey: `station.link.${link.state}`,
    since: link.since,
    remedyKey:
      tone === 'good'
        ? null
        : link.state === 'linkFault'
          ? 'station.remedy.linkFault'
          : `station.remedy.${link.service}`,
  };
}

/** Detail of a link that somebody here keeps down on purpose, and of one whose other side has revoked this station. */
const onPurpose = 'byHand';
const revoked = 'stationRevoked';

const allOfThem = (links: readonly LinkState[], has: (link: LinkState) => boolean): boolean =>
  links.every(has);

type Together = 'offline' | 'linkFault' | 'byHand' | 'revoked';

/** Since when the first of them is so. */
const sinceOf = (links: readonly LinkState[]): string | null =>
  links.map(({ since }) => since).toSorted()[0] ?? null;

const allLabel = { id: 'links', labelKey: 'station.upstream.all', kiosk: false } as const;

/** What is wrong with every service at once. */
const together = (links: readonly LinkState[], what: Together, tone: Tone): StatusItem => ({
  ...allLabel,
  tone,
  wordKey: `station.upstream.${what}`,
  since: sinceOf(links),
  remedyKey: `station.upstream.remedy.${what}`,
});

const fine = (
  links: readonly LinkState[],
  labelKey: 'station.upstream.fine' | 'station.upstream.others',
): StatusItem => ({
  ...allLabel,
  labelKey,
  tone: 'good',
  wordKey: 'station.link.online',
  since: sinceOf(links),
  remedyKey: null,
});

/**
 * The upstream services (G11). What is the same of all of them is said once; services that are well stand behind one word, and each that is
 * not has its own, with what it removes.
 */
export function linkItems(links: readonly LinkState[]): readonly StatusItem[] {
  if (links.length === 0) return [];
  if (links.some(({ detail }) => detail === revoked)) return [together(links, 'revoked', 'bad')];
  if (allOfThem(links, ({ detail, state }) => state === 'offline' && detail === onPurpose))
    return [together(links, 'byHand', 'warn')];
  if (allOfThem(links, ({ state }) => state === 'online')) return [fine(links, 'station.upstream.fine')];
  if (allOfThem(links, ({ state }) => state === 'offline')) return [together(links, 'offline', 'warn')];
  if (allOfThem(links, ({ state }) => state === 'linkFault')) return [together(links, 'linkFault', 'bad')];
  // Nothing is known yet, after a start: it is being asked, and there is nothing to do about it.
  if (allOfThem(links, ({ state }) => state === 'unknown'))
    return [
      { ...allLabel, tone: 'warn', wordKey: 'station.link.unknown', since: sinceOf(links), remedyKey: null },
    ];
  const well = links.filter(({ state }) => state === 'online');
  return [
    ...links.filter(({ state }) => state !== 'online').map(linkItem),
    ...(well.length === 0 ? [] : [fine(well, 'station.upstream.others')]),
  ];
}

/** Everything of the bar. A kiosk's devices appear only while they need a hand. */
export function statusItems(status: Pick<StationStatus, 'devices' | 'links'>): {
  readonly devices: readonly StatusItem[];
  readonly links: readonly StatusItem[];
} {
  return {
    devices: status.devices.map(deviceItem).filter((item) => !item.kiosk || item.tone !== 'good'),
    links: linkItems(status.links),
  };
}
