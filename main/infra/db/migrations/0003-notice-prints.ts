/** What became of each print of a notice on the document printer (C4). Papers of before were never printed by the station itself. */
export const noticePrints = `
ALTER TABLE notices ADD COLUMN prints TEXT NOT NULL DEFAULT '[]';
`;
