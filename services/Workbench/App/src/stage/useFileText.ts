import { useQuery } from '@tanstack/react-query';

const CHARACTERS_MAX = 1_000_000;

/** The text of one of our files. */
export function useFileText(url: string | undefined): { text: string | undefined; isBroken: boolean } {
  const file = useQuery({
    queryKey: ['text', url?.split('?')[0]],
    enabled: url !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch(url as string, { signal });
      if (!response.ok) throw new Error(response.statusText);
      return (await response.text()).slice(0, CHARACTERS_MAX);
    },
  });
  return { text: file.data, isBroken: file.isError };
}
