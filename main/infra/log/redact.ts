type Fact = string | number | boolean | null;

/** Facts by these names are never written, whatever is in them. */
const secretName =
  /^(name|holder|holderName|familyName|givenNames|displayName|userName|password|passwordHash|token|key|databaseKey|passphrase|phone|photo|idShown|citizenId|agent|identity|lastFour|strokes|certificate|adminBox|payload|text|lines|mrz|qr|passport|passportNumber|documentNumber|permitNumber|cardNumber|bankCardNumber|socialSecurityNumber|birthDate|address|note|reason)$/i;
/** Looks like a bank card, an identity number, or a machine-readable zone. */
const personalText = /\d{12,}|<<|[A-Z]{1,2}\d{7,9}\b|[^\x20-\x7e]/;
const longestText = 200;

/**
 * What of a log line's facts may be written: flat values under harmless names, without anything that looks like a document number or a
 * name in another script (feature I6). Log lines carry ids, codes and numbers; this is the net below the rule.
 */
export function redact(facts: Readonly<Record<string, unknown>>): Record<string, Fact> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, redactFact(name, value)]));
}

function redactFact(name: string, value: unknown): Fact {
  if (value === null || typeof value === 'number' || typeof value === 'boolean')
    return secretName.test(name) ? '[redacted]' : value;
  if (typeof value !== 'string' || secretName.test(name)) return '[redacted]';
  // Our own ids may hold long runs of digits.
  if (/^[a-z]+_[0-9A-Za-z]{1,24}$/.test(value) || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return value;
  if (personalText.test(value)) return '[redacted]';
  return value.slice(0, longestText);
}
