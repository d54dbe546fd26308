import { text } from './errorText.ts';

/** Papers on the station's document printer (C4, F1): what became of a print, and what to do before the next one. */
export const paperErrors = {
  noDocumentPrinter: text(
    '本站没有配置文书打印机',
    'This station has no document printer',
    '用“打开 PDF”另存后打印。',
    'Use “Open PDF”, then save and print it.',
  ),
  noticeReasonNeeded: text(
    '原件已打印，再打印即为副本，须写明理由',
    'The original was printed: a further print is a copy and needs a reason',
    '写明重打理由后再打印。',
    'Write the reason, then print again.',
  ),
  noticePrintRuns: text(
    '此文书正在打印',
    'This paper is being printed',
    '请等打印结果，不要再按打印。',
    'Wait for the outcome; do not print again.',
  ),
  noticePrintUnknown: text(
    '不知道上次打印是否已出纸',
    'Not known whether the last print came out',
    '先到打印机旁查看，再选“已出纸”或“没有出纸”；系统不会自动重打。',
    'Look at the printer, then choose “It came out” or “Nothing came out”; nothing is repeated by itself.',
  ),
  documentPrinterOffline: text(
    '文书打印机未连接，未打印',
    'The document printer is not connected; nothing was printed',
    '检查电源、连线和系统打印服务后再打印；也可打开 PDF 另存。',
    'Check its power, cable and the print service, then print again; or open the PDF.',
  ),
  documentPrinterStopped: text(
    '打印队列已停止，未打印',
    'The print queue is stopped; nothing was printed',
    '请技术员恢复打印队列后再打印；也可打开 PDF 另存。',
    'A technician starts the queue again, then print; or open the PDF.',
  ),
  documentPrinterPaperOut: text(
    '文书打印机缺纸，未打印',
    'The document printer is out of paper; nothing was printed',
    '装纸后再打印。',
    'Load paper, then print again.',
  ),
  documentPrinterBlocked: text(
    '文书打印机卡纸或机盖打开，未打印',
    'The document printer is jammed or open; nothing was printed',
    '取出卡住的纸，关上机盖后再打印。',
    'Take the paper out, close the cover, then print again.',
  ),
  documentPrinterRefused: text(
    '打印队列不接收此文书，未打印',
    'The print queue refused the paper; nothing was printed',
    '请技术员检查打印队列；先打开 PDF 另存后打印。',
    'A technician checks the queue; meanwhile open the PDF and print it elsewhere.',
  ),
  noReceiptPrinter: text(
    '本窗口没有小票打印机',
    'This window has no receipt printer',
    '用“打开 PDF”另存后打印。',
    'Use “Open PDF”, then save and print it.',
  ),
  receiptNotYet: text(
    '上级系统尚未给出回执',
    'Upstream has given no receipt for this yet',
    '记录已排队，收到回执后再打印。',
    'The record is queued; print the receipt when it is there.',
  ),
} as const;
