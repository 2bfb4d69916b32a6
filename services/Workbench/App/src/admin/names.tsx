import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { query } from '../api/http';
import type { Page } from '../api/work';
import { admin } from './api';
import { useBatches } from './useBatches';

interface Named {
  id: string;
  name: string;
}

export type Names = ReadonlyMap<string, Named>;
type Kind = 'accounts' | 'projects';

/** The names of accounts or projects, all asked for at once. */
export function useNames<T extends Named = Named>(kind: Kind, ids: readonly (string | null)[]): ReadonlyMap<string, T> {
  return useBatches(
    kind,
    ids.filter((id) => id !== null),
    async (batch) => (await admin.get<Page<T>>(`/${kind}${query({ ids: batch.join(','), limit: batch.length })}`)).items,
    (item) => item.id,
  ).found;
}

/** A name that leads to its page; its id, where the name is not known. */
export function NameLink({ kind, id, names }: { kind: Kind; id: string; names: Names }) {
  return (
    <Anchor component={Link} to={`/admin/${kind}/${id}`} size="sm" title={id}>
      {names.get(id)?.name ?? `${id.slice(0, 13)}…`}
    </Anchor>
  );
}
