/** Checks made for a case (A11): who, when and what came of it, never the code that was checked. */
export const evidence = `
ALTER TABLE cases ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]';
`;
