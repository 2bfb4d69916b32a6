import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';

const CHARACTERS_MAX = 1_000_000;

export function textQuery(url: string) {
  return queryOptions({
    queryKey: ['text', url.split('?')[0]],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(response.statusText);
      return (await response.text()).slice(0, CHARACTERS_MAX);
    },
  });
}

/** The text of one of our files. */
export function useFileText(url: string | undefined): { text: string | undefined; isBroken: boolean } {
  const query = textQuery(url ?? '');
  const file = useQuery({ ...query, queryFn: url === undefined ? skipToken : query.queryFn });
  return { text: file.data, isBroken: file.isError };
}
