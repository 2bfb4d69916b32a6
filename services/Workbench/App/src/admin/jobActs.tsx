import { useTranslation } from 'react-i18next';
import { admin, type Job } from './api';
import { FormDialog } from './FormDialog';

export type JobAct = 'error' | 'requeue';

export const isOpen = (job: Job) => job.status === 'new' || job.status === 'progress';

/** Asks before a job is stopped or put back. */
export function JobDialog({ act, job, onClose }: { act: JobAct; job: Job; onClose: () => void }) {
  const { t } = useTranslation();
  return act === 'error' ? (
    <FormDialog
      title={t('admin.stopTitle')}
      hint={t('admin.stopHint')}
      action={t('admin.stop')}
      isDangerous
      onClose={onClose}
      inputs={[{ name: 'message', label: t('admin.message'), kind: 'long', required: true }]}
      onSend={async (values) => void (await admin.post(`/jobs/${job.job_id}/error`, values))}
    />
  ) : (
    <FormDialog
      title={t('admin.requeueTitle')}
      hint={job.error}
      action={t('admin.requeue')}
      onClose={onClose}
      inputs={[]}
      onSend={async () => void (await admin.post(`/jobs/${job.job_id}/requeue`))}
    />
  );
}
