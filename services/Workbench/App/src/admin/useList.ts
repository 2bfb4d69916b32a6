import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { query } from '../api/http';
import type { Page } from '../api/work';
import { admin } from './api';

const PAGE = 50;

type Read = <T>(path: string) => Promise<Page<T>>;

/** A list whose filters stand in the address: it can be kept, sent on, and gone back to. */
export function useList<T>(path: string, filters: readonly string[] = [], fixed: Record<string, string> = {}, read: Read = admin.get) {
  const [params, setParams] = useSearchParams();
  const chosen = Object.fromEntries(filters.flatMap((name) => (params.get(name) ? [[name, params.get(name) as string]] : [])));
  const list = useInfiniteQuery({
    queryKey: ['admin', path, chosen, fixed],
    queryFn: ({ pageParam }) => read<T>(`${path}${query({ ...fixed, ...chosen, limit: PAGE, cursor: pageParam })}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

  function filter(name: string, value: string | null) {
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  }

  return { list, items: list.data?.pages.flatMap((page) => page.items) ?? [], chosen, filter };
}
