/** Keys of the page Queue. */
export const tabKeys = { rows: 'q', carry: 'm' } as const;
export const filterKeys = { open: 'o', problems: 'p', all: 'a' } as const;
export const offlineKey = 'w';
export const retryKey = 'r';
