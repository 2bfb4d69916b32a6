import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { admin } from '../api';
import { Bulk } from './Bulk';

/** Puts all jobs of a project that are in error back: offered where the list shows just these. */
export function RequeueAll({ filters }: { filters: Record<string, string> }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { project_id, status, ...others } = filters;
  if (!project_id || status !== 'error' || Object.keys(others).length > 0) return null;
  const path = `/jobs/requeue/${project_id}`;

  async function step(cursor: string | null) {
    const put = await admin.post<{ requeued: number; next_cursor: string | null }>(path, { cursor });
    return { done: put.requeued, cursor: put.next_cursor };
  }

  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('operations.requeue.open')}
      </Button>
      {isOpen && <Bulk words="requeue" count={() => admin.get(path)} step={step} onClose={() => setOpen(false)} />}
    </>
  );
}
