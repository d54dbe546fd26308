import { z } from 'zod';

/** Device status words of XFS4IoT (CWA 17852), the part we use. */
export const deviceStatus = z.enum([
  'online',
  'offline',
  'powerOff',
  'noDevice',
  'hardwareError',
  'userError',
  'deviceBusy',
  'starting',
]);
export type DeviceStatus = z.infer<typeof deviceStatus>;

/** Completion codes of XFS4IoT; `commandErrorCode` carries `errorCode` (mediaJam, tonerOut, …). */
export const completionCode = z.enum([
  'success',
  'commandErrorCode',
  'canceled',
  'deviceNotReady',
  'hardwareError',
  'internalError',
  'invalidCommand',
  'timeOut',
  'unsupportedCommand',
  'invalidData',
  'userError',
  'unsupportedData',
  'sequenceError',
]);
export type CompletionCode = z.infer<typeof completionCode>;
export const deviceErrorCode = z.enum([
  'mediaJam',
  'noMedia',
  'tonerOut',
  'coverOpen',
  'retainBinFull',
  'atrNotObtained',
  'invalidMedia',
  'barcodeInvalid',
  'mediaRetained',
  'paperOut',
  'chipDiffers',
]);
export type DeviceErrorCode = z.infer<typeof deviceErrorCode>;

export const deviceKind = z.enum([
  'scanner',
  'passportReader',
  'idCardReader',
  'cardPrinter',
  'chipReader',
  'receiptPrinter',
  'documentPrinter',
  /** The contact that says whether the kiosk's cabinet is open (E7). */
  'cabinet',
]);
export type DeviceKind = z.infer<typeof deviceKind>;

/**
 * Why a device cannot be used although it is configured. `otherDevice`: what answers at the path is not the registered one (F5);
 * `clockWrong`: its own clock is off; `serviceDown`: a service of the operating system it hangs on (PC/SC, print queue) is not running.
 */
export const deviceProblem = z.enum([
  'unknownDriver',
  'badOptions',
  'inUse',
  'denied',
  'otherDevice',
  'clockWrong',
  'serviceDown',
]);
export type DeviceProblem = z.infer<typeof deviceProblem>;

/** Completion of a device command. Facts beside it are the last known ones, also after a failure. */
export const deviceCompletion = z.object({
  code: completionCode,
  errorCode: deviceErrorCode.optional(),
  detail: z.string().optional(),
});
export type DeviceCompletion = z.infer<typeof deviceCompletion>;

/**
 * Why bytes were dropped: the class only, because the content may be a passport. `invalidMedia`: a card the reader cannot use; it has to be
 * taken away before it is tried again.
 */
export const readFailure = z.enum(['truncated', 'undecodable', 'tooLong', 'garbage', 'invalidMedia']);
export type ReadFailure = z.infer<typeof readFailure>;
