import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { work } from '../api/work';
import classes from './work.module.css';

/** The API counts so far. */
const WAITING_MAX = 1000;

/** What I have done today and what is left, in the API's own numbers. */
export function Progress({ assignmentId, projectId }: { assignmentId: string; projectId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const projects = useQuery({ queryKey: ['projects'], queryFn: work.projects, staleTime: Number.POSITIVE_INFINITY });
  const project = projects.data?.find((one) => one.id === projectId);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with each job the numbers are others
  useEffect(() => void queries.invalidateQueries({ queryKey: ['projects'] }), [assignmentId, queries]);

  if (!project) return null;
  const left = project.waiting >= WAITING_MAX ? `${WAITING_MAX}+` : String(project.waiting);
  const words = t('work.progress', { today: project.mine_today, left });
  return (
    <span className={classes.progress} data-testid="progress">
      <progress max={Math.max(1, project.mine_today + project.waiting)} value={project.mine_today} aria-label={words} />
      <span className="quiet">{words}</span>
    </span>
  );
}
