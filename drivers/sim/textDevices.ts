export { simulatePassportReader, type PassportReaderSimulator } from './passportReader.ts';
export { simulateScanner, type ScannerSimulator } from './scannerSimulator.ts';
