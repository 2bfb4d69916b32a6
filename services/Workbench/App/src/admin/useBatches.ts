import { useQueries } from '@tanstack/react-query';

/** Few enough for one address. */
const AT_ONCE = 100;

interface Batches<T> {
  found: ReadonlyMap<string, T>;
  /** Some could not be asked for: what is not found may be there all the same. */
  isError: boolean;
  error: unknown;
  retry: () => void;
  isPending: boolean;
}

/** What ids stand for, asked for many at a time. */
export function useBatches<T>(
  what: string,
  ids: readonly string[],
  ask: (ids: readonly string[]) => Promise<readonly T[]>,
  idOf: (item: T) => string,
  refetchInterval?: number,
): Batches<T> {
  const wanted = [...new Set(ids)];
  const batches = Array.from({ length: Math.ceil(wanted.length / AT_ONCE) }, (_, at) => wanted.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
  return useQueries({
    queries: batches.map((batch) => ({ queryKey: ['admin', what, batch], queryFn: () => ask(batch), refetchInterval })),
    combine: (results) => ({
      found: new Map(results.flatMap(({ data }) => (data ?? []).map((item) => [idOf(item), item]))),
      isError: results.some(({ isError }) => isError),
      error: results.find(({ isError }) => isError)?.error,
      retry: () => {
        for (const { isError, refetch } of results) if (isError) void refetch();
      },
      isPending: results.some(({ isPending }) => isPending),
    }),
  });
}
