import { text } from './errorText.ts';

/** The disk that holds the station's data takes nothing more. Whatever was to be written is not: nothing is half done. */
export const diskErrors = {
  diskFull: text(
    '磁盘空间不足，未能保存；此前的记录完好',
    'The disk is full and this was not saved; everything before it is',
    '请技术员腾出磁盘空间，然后继续。',
    'A technician makes room on the disk; then go on.',
  ),
  diskReadOnly: text(
    '磁盘只读，未能保存；此前的记录完好',
    'The disk is read-only and this was not saved; everything before it is',
    '请技术员检查磁盘和权限，然后继续。',
    'A technician checks the disk and its permissions; then go on.',
  ),
  diskFault: text(
    '磁盘读写出错，未能保存；此前的记录完好',
    'The disk reported an error and this was not saved; everything before it is',
    '请技术员检查磁盘，然后继续。',
    'A technician checks the disk; then go on.',
  ),
  diskAlmostFull: text(
    '磁盘剩余 {freeMb} MB，不足以保证制卡记录（需 {neededMb} MB）；不会进卡',
    'The disk has {freeMb} MB left, not enough to be sure of a card’s records ({neededMb} MB): no blank is fed',
    '请技术员腾出磁盘空间，然后继续。',
    'A technician makes room on the disk; then go on.',
  ),
} as const;
