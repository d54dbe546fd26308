import type { ScanFacts, ScanGate } from '../../contract/photos.ts';
import type { Failure } from '../../contract/result.ts';
import { scanRules, type ScanRules } from './photoRules.ts';

/** The gate before a scan may stand for an original (B5): every reason at once, each with its remedy. Tampering is for a person to say. */
export function checkScan(facts: ScanFacts, rules: ScanRules = scanRules): ScanGate {
  const { file } = facts;
  const reasons: Failure[] = [];
  const shortSide = Math.min(file.width, file.height);
  if (shortSide < rules.minShortSide)
    reasons.push({ code: 'scanTooSmall', detail: { pixels: shortSide, limit: rules.minShortSide } });
  if (file.bytes < rules.minBytes) reasons.push({ code: 'scanBytesFew', detail: { bytes: file.bytes } });
  // A blank sheet has nothing that could be sharp or cut off.
  if (facts.ink < rules.minInk) reasons.push({ code: 'scanBlank' });
  else {
    if (facts.sharpness < rules.minSharpness)
      reasons.push({
        code: 'scanBlurred',
        detail: { sharpness: Math.floor(facts.sharpness), limit: rules.minSharpness },
      });
    if (facts.cut.length > 0) reasons.push({ code: 'scanCut', detail: { edges: facts.cut.join(', ') } });
  }
  return { result: reasons.length === 0 ? 'ok' : 'fails', reasons: reasons.map((each) => ({ ...each })) };
}
