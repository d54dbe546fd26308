import { QueryClient } from '@tanstack/react-query';

/** The host is in the same machine: no network rules, no silent repeats, a failure is shown at once. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 0, refetchOnWindowFocus: true },
      mutations: { networkMode: 'always', retry: false },
    },
  });
