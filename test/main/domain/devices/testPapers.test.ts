import { describe, expect, it } from 'vitest';
import { receiptPart } from '../../../../main/contract/devices.ts';
import { testPage, testReceipt } from '../../../../main/domain/devices/testPapers.ts';

const paper = {
  stationId: 'SZ50',
  nameZh: '测试窗口',
  nameEn: 'Test (desk) \\ 1',
  deviceId: 'receipt',
  at: '2026-11-25 09:00',
};

describe('F4 papers of a test print', () => {
  it('the receipt has the station, the time and a code with the station id', () => {
    const parts = testReceipt(paper);
    expect(parts.map((part) => receiptPart.parse(part))).toEqual(parts);
    expect(parts).toContainEqual({ part: 'qr', text: 'SZ50' });
    expect(JSON.stringify(parts)).toContain('2026-11-25 09:00');
  });

  it('the page is a PDF whose cross-reference table points at its objects', () => {
    const text = String.fromCharCode(...testPage(paper));
    expect(text.startsWith('%PDF-1.4\n')).toBe(true);
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    expect(text.slice(table, table + 9)).toBe('xref\n0 6\n');
    const offsets = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map((hit) => Number(hit[1]));
    expect(offsets.map((offset) => text.slice(offset, offset + 7))).toEqual(
      [1, 2, 3, 4, 5].map((number) => `${number} 0 obj`),
    );
    expect(text).toContain('SZ50  Test ?desk? ? 1');
    const length = Number(/\/Length (\d+)/.exec(text)?.[1]);
    const start = text.indexOf('stream\n') + 7;
    expect(text.slice(start + length, start + length + 10)).toBe('\nendstream');
  });
});
