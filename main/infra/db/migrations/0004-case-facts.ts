/** What people say about a case and read off its papers, and which originals lie with us (B1, B4, B6). `situations` NULL: nobody said any. */
export const caseFacts = `
ALTER TABLE cases ADD COLUMN situations TEXT;
ALTER TABLE cases ADD COLUMN seen TEXT NOT NULL DEFAULT '[]';
ALTER TABLE cases ADD COLUMN custody TEXT NOT NULL DEFAULT '[]';
`;
