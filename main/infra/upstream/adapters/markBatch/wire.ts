import { z } from 'zod';
import type { CardOperation } from '../../../../contract/earlierCards.ts';
import type { PermitRecord, UploadedDocument } from '../../../../contract/permit.ts';
import type { UpstreamService } from '../../../../contract/station.ts';
import type { Refusal } from '../../../../contract/upstream.ts';
import { codeTable, compactDate, dateOfCompact } from '../wireTimes.ts';

/**
 * The wire of 模拟省份甲, a simulated province in the style "mark, batch, data, report, enable" (domain-rules 9.11). Invented for this project
 * to prove that the port fits: it is no description of any real province. Field names are pinyin initials, dates `yyyyMMdd`, times
 * `yyyyMMddHHmmss` of Beijing, requests are form fields and answers JSON, both in GB18030.
 */

/** One transaction code 交易码 for each thing that can be asked; the address is `<base>/ywjk/<code>`. */
export const transactions = {
  standing: 'ZT01',
  permitChanges: 'XK01',
  permit: 'XK02',
  withdrawn: 'XK03',
  staff: 'RY01',
  ecard: 'DZ01',
  progress: 'CX01',
  booksOfDay: 'CX02',
  ledgerPlace: 'CX03',
  apply: 'SQ01',
  mark: 'BZ01',
  batchGet: 'PC01',
  batchRegister: 'PC02',
  batchResume: 'PC03',
  batchRelease: 'PC09',
  cardData: 'KS01',
  lock: 'KS02',
  certify: 'ZS01',
  certificateQuery: 'ZS02',
  report: 'HP01',
  waste: 'FK01',
  enable: 'QY01',
  signFor: 'QS01',
  loss: 'GS01',
  record: 'JL01',
  recordQuery: 'JL02',
  pictureOffer: 'WJ01',
  picturePart: 'WJ02',
} as const;
export type Transaction = (typeof transactions)[keyof typeof transactions];

/** The one envelope of every answer (9.13): `00` done, `01` done before, any other text is the reason. */
export const envelope = z.object({
  code: z.string().max(200),
  message: z.string().max(500),
  data: z.unknown(),
});
export const doneCode = '00';
export const doneBeforeCode = '01';
/** A reason that means "not now". */
export const busyText = '系统繁忙';
/** The reason of 9.20: the application goes on with the batch that it has. */
export const hasBatchText = '已经有批次号';
/** An application of this person is open; whose it is, the progress says. */
export const openApplicationText = '该人已有在办业务';

/** The reasons that the adapter knows; any other is shown to the officer in upstream's words. */
export const reasons = codeTable<Refusal['code']>({
  permitUnknown: '查无此许可',
  permitNotValid: '许可状态异常',
  cardExists: '该人已有社保卡',
  notRegistered: '未登记',
  wrongOrder: '办理顺序有误',
  photoMissing: '无相片回执',
  refusedByOfficer: '经办人退回',
  conflict: '信息不一致',
  otherCity: '非本市卡',
  oldCardUsable: '原卡仍可使用',
  stationRetired: '终端已停用',
});

export const services = codeTable<UpstreamService>({
  permits: 'XK',
  cards: 'SK',
  certificates: 'ZS',
  queue: 'TZ',
});
export const sexes = codeTable<PermitRecord['holder']['sex']>({ M: '1', F: '2', X: '9' });
const permitStates = codeTable<PermitRecord['status']>({ valid: '1', cancelled: '2', suspended: '3' });
const authTypes = codeTable<NonNullable<UploadedDocument['authType']>>({
  apostille: '1',
  consular: '2',
  cn_degree_authentication: '3',
  notary_hkmotw: '4',
  none_required: '0',
});
/** 业务操作码 01 to 04 (9.12). */
export const lossCodes = codeTable<CardOperation>({
  temporaryLoss: '01',
  formalLoss: '02',
  cancelLoss: '03',
  cancel: '04',
});

const text = z.string().max(500);
export const permitWire = z.object({
  xkzh: text,
  bh: text,
  lb: text,
  ywlx: text,
  zt: text,
  dwdm: text,
  dwmc: text,
  gzdd: text,
  gzgw: text,
  qx: z.string().regex(/^\d{1,4}$/),
  pzrq: text,
  slrq: text,
  yxqs: text,
  yxqz: text,
  xing: text,
  ming: text,
  xb: text,
  csrq: text,
  gj: text,
  hzh: text,
  hzyxq: text,
  cl: z.array(
    z.object({
      dm: text,
      rq: text.default(''),
      sxrq: text.default(''),
      rzfs: text.default(''),
      rzgj: text.default(''),
    }),
  ),
  jsrs: z.string().regex(/^\d{1,3}$/),
  xphzh: text,
  cbbz: z.enum(['0', '1']),
});
export type PermitWire = z.infer<typeof permitWire>;

export function permitFrom(wire: PermitWire): unknown {
  return {
    permitNumber: wire.xkzh,
    fileNumber: wire.bh,
    category: wire.lb,
    businessType: wire.ywlx,
    status: permitStates.from(wire.zt),
    employer: { uscc: wire.dwdm, name: wire.dwmc },
    place: wire.gzdd,
    position: wire.gzgw,
    termMonths: Number(wire.qx),
    approvalDate: dateOfCompact(wire.pzrq),
    submissionDate: dateOfCompact(wire.slrq),
    validFrom: dateOfCompact(wire.yxqs),
    validTo: dateOfCompact(wire.yxqz),
    holder: {
      familyName: wire.xing,
      givenNames: wire.ming,
      sex: sexes.from(wire.xb),
      birthDate: dateOfCompact(wire.csrq),
      nationality: wire.gj,
      passportNumber: wire.hzh,
      passportExpiry: dateOfCompact(wire.hzyxq),
    },
    documents: wire.cl.map(({ dm, rq, sxrq, rzfs, rzgj }) => ({
      code: dm,
      ...(rq !== '' && { issueDate: dateOfCompact(rq) }),
      ...(sxrq !== '' && { effectiveDate: dateOfCompact(sxrq) }),
      ...(rzfs !== '' && { authType: authTypes.from(rzfs) }),
      ...(rzgj !== '' && { authCountry: rzgj }),
    })),
    familyMembers: Number(wire.jsrs),
    photoReceipt: wire.xphzh === '' ? null : wire.xphzh,
    insured: wire.cbbz === '1',
  };
}

export function permitTo(permit: PermitRecord): PermitWire {
  const { holder } = permit;
  return {
    xkzh: permit.permitNumber,
    bh: permit.fileNumber,
    lb: permit.category,
    ywlx: permit.businessType,
    zt: permitStates.to(permit.status),
    dwdm: permit.employer.uscc,
    dwmc: permit.employer.name,
    gzdd: permit.place,
    gzgw: permit.position,
    qx: String(permit.termMonths),
    pzrq: compactDate(permit.approvalDate),
    slrq: compactDate(permit.submissionDate),
    yxqs: compactDate(permit.validFrom),
    yxqz: compactDate(permit.validTo),
    xing: holder.familyName,
    ming: holder.givenNames,
    xb: sexes.to(holder.sex),
    csrq: compactDate(holder.birthDate),
    gj: holder.nationality,
    hzh: holder.passportNumber,
    hzyxq: compactDate(holder.passportExpiry),
    cl: permit.documents.map(({ code, issueDate, effectiveDate, authType, authCountry }) => ({
      dm: code,
      rq: issueDate === undefined ? '' : compactDate(issueDate),
      sxrq: effectiveDate === undefined ? '' : compactDate(effectiveDate),
      rzfs: authType === undefined ? '' : authTypes.to(authType),
      rzgj: authCountry ?? '',
    })),
    jsrs: String(permit.familyMembers),
    xphzh: permit.photoReceipt ?? '',
    cbbz: permit.insured ? '1' : '0',
  };
}

/** A receipt 回执: number and time; `ywbh` = the province's number of the case, where the row is about one. */
export const receiptWire = z.object({ lsh: text, sj: text, ywbh: text.default('') });
/** What was taken under a row id 流水标识. */
export const takenWire = receiptWire.extend({ lsid: text });
