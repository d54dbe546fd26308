import type { DeviceConfig } from '../contract/devices.ts';
import type { TrainingSeed } from '../contract/hosts.ts';
import type { StationProfile } from '../contract/station.ts';
import { luhnHolds } from '../domain/identifiers/checksums.ts';

/** The bank on the training cards; no such bank exists. */
export const trainingBank = '深圳培训银行';
const vendors = ['样卡制造一厂', '样卡制造二厂'] as const;

export const trainingStationId = 'SZ50';

/** The training station: window and kiosk at one desk that does both acts (design 1: combinedDesk). */
export function trainingProfile(devices: readonly DeviceConfig[], copiesFolder: string): StationProfile {
  return {
    stationId: trainingStationId,
    mode: 'training',
    nameZh: '深圳市民中心50号窗口（培训）',
    nameEn: 'Shenzhen Civic Centre, window 50 (training)',
    region: '440300',
    acts: ['verifyOriginals', 'issueCards'],
    windowAuthorityZh: '深圳市外国专家局（培训）',
    windowAuthorityEn: 'Shenzhen Administration of Foreign Experts Affairs (training)',
    cardAuthorityZh: '深圳市社会保障卡管理服务部门（培训）',
    cardAuthorityEn: 'Shenzhen Social Security Card Service (training)',
    kioskMayIssue: true,
    // The only one with permit fields; what the real cards of this region look like is not known (8.3).
    cardTemplate: 'ssc-front-permit',
    // A trainee decides before whether the card is taken: nobody has to wait half a minute for the answer.
    takeCardWithinSeconds: 8,
    kioskCamera: null,
    snapshotLimitDays: 7,
    offlineLimits: { notices: 200, hours: 72 },
    backup: { folder: copiesFolder, everyHours: 24, keep: 14 },
    stockLimits: { deskCeiling: 10, deskFloor: 2, hopperFloor: 4 },
    devices: [...devices],
  };
}

/** The key of a training hall (A10): 32 bytes that are no secret. A production station is given its own at enrolment. */
export const trainingHallKey = new TextEncoder().encode('zhengka training hall, no secret');

/** The one-time codes of the training technician (E7): base 32, no secret, the same for every training station. */
export const trainingCodeSecret = 'ZHENGKATRAININGNOSECRET234567ABC';

/** People of the training station. One person per role that the rule of two people needs (domain-rules 10.3); passwords are no secret. */
export const trainingStaff: TrainingSeed['staff'] = [
  { userName: 'limin', displayName: '李敏', roles: ['clerk'], password: 'zhengka-1' },
  { userName: 'wangfang', displayName: '王芳', roles: ['clerk'], password: 'zhengka-2' },
  { userName: 'zhaoqiang', displayName: '赵强', roles: ['supervisor'], password: 'zhengka-3' },
  { userName: 'chenjing', displayName: '陈静', roles: ['supervisor'], password: 'zhengka-4' },
  { userName: 'liuyang', displayName: '刘洋', roles: ['stockKeeper'], password: 'zhengka-5' },
  {
    userName: 'sunlei',
    displayName: '孙磊',
    roles: ['technician'],
    password: 'zhengka-6',
    oneTimeSecret: trainingCodeSecret,
  },
  { userName: 'zhoumin', displayName: '周敏', roles: ['auditor'], password: 'zhengka-7' },
];

/** A blank as it lies in the simulated feeder. */
export interface TrainingBlank {
  readonly bankCardNumber: string;
  readonly cardIdentifier: string;
  readonly atr: string;
}

const blankCount = 28;
const inWindowPrinter = 12;
const inKioskPrinter = 8;
const ofFirstVendor = 24;

/** Fictitious blanks, in the order in which they are stacked. Bank card numbers close their Luhn sum. */
export const trainingBlanks: readonly TrainingBlank[] = Array.from({ length: blankCount }, (_, index) => {
  const serial = String(index + 1).padStart(6, '0');
  return {
    bankCardNumber: withLuhn(`621200000${serial}`),
    cardIdentifier: `440300${serial.padStart(26, '0')}`,
    atr: '3B6D000000905431168660130400000001',
  };
});

/** The blanks in the feeder of the window's printer. */
export const hopperBlanks: readonly TrainingBlank[] = trainingBlanks.slice(0, inWindowPrinter);
/** The blanks in the feeder of the kiosk's printer. */
export const kioskBlanks: readonly TrainingBlank[] = trainingBlanks.slice(
  inWindowPrinter,
  inWindowPrinter + inKioskPrinter,
);

/** First fill of an empty training station. */
export function trainingSeed(): TrainingSeed {
  return {
    staff: trainingStaff,
    units: trainingBlanks.map(({ bankCardNumber }, index) => ({
      bankCardNumber,
      bank: trainingBank,
      vendor: index < ofFirstVendor ? vendors[0] : vendors[1],
    })),
    hopper: inWindowPrinter + inKioskPrinter,
  };
}

/** Appends the digit that closes the Luhn sum (domain-rules 1). */
function withLuhn(digits: string): string {
  const closed = Array.from({ length: 10 }, (_, digit) => `${digits}${digit}`).find(luhnHolds);
  if (closed === undefined) throw new Error('one of ten digits always closes the sum');
  return closed;
}
