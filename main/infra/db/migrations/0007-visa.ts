/** What was read beside the passport (A3): the visa, a resident's card, the passport that a new one replaced. NULL: not read. */
export const visa = `
ALTER TABLE cases ADD COLUMN oldPassport TEXT;
ALTER TABLE cases ADD COLUMN visa TEXT;
ALTER TABLE cases ADD COLUMN idCard TEXT;
`;
