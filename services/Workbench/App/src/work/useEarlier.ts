import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type Assignment, type HistoryEntry, work } from '../api/work';
import { wordsFor } from '../shell/Failure';

const DECIDED: readonly Assignment['status'][] = ['submitted', 'skipped', 'reported'];

/** What somebody decided, newest first; the history itself goes by when each was begun. */
export function decisionsOf(entries: readonly HistoryEntry[]): HistoryEntry[] {
  return entries
    .filter((entry) => DECIDED.includes(entry.status))
    .sort((one, other) => Date.parse(other.end_date) - Date.parse(one.end_date));
}

/** Goes back through one's own decisions, one at a time, and forward again to the work. */
export function useEarlier(current: Pick<Assignment, 'id' | 'project_id'> | null) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [id, projectId] = [current?.id, current?.project_id];

  return useCallback(
    async (by: 1 | -1) => {
      try {
        const page = await queries.fetchQuery({ queryKey: ['history', 'newest'], queryFn: () => work.history(), staleTime: 0 });
        const decisions = decisionsOf(page.items);
        const at = decisions.findIndex((entry) => entry.id === id);
        const wanted = decisions[at + by];
        if (wanted) navigate(`/assignments/${wanted.id}`);
        else if (by < 0 && at >= 0) navigate(`/work/${projectId}`);
        else notifications.show({ message: t(by > 0 ? 'work.noEarlier' : 'work.noLater') });
      } catch (failure) {
        notifications.show({ color: 'red', title: t('common.failed'), message: wordsFor(failure, t('session.unreachable')) });
      }
    },
    [id, projectId, navigate, queries, t],
  );
}
