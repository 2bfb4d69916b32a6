import { useEffect, useState } from 'react';
import type { Assignment } from '../api/work';

const keyOf = (projectId: string) => `hitl-instructions-read-${projectId}`;

/** Whether these instructions have been opened on this machine: never, in an older version, or as they are now. */
export function useInstructionsRead(assignment: Pick<Assignment, 'project_id' | 'instructions_version'>, areOpen: boolean) {
  const { project_id: projectId, instructions_version: version } = assignment;
  const [read, setRead] = useState(() => localStorage.getItem(keyOf(projectId)));

  useEffect(() => {
    if (!areOpen || version === undefined) return;
    localStorage.setItem(keyOf(projectId), String(version));
    setRead(String(version));
  }, [areOpen, projectId, version]);

  if (version === undefined) return 'current';
  if (read === null) return 'unread';
  return Number(read) < version ? 'changed' : 'current';
}
