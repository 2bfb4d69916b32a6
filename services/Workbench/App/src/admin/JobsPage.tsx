import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JsonBlock } from '../content/ContentDisplay';
import { When } from '../shell/When';
import { admin, type Job } from './api';
import { FormDialog } from './FormDialog';
import { ListPage } from './ListPage';
import { RequeueAll } from './operations/RequeueAll';
import { Status } from './Status';
import { useList } from './useList';

const STATUSES = ['new', 'progress', 'done', 'error', 'canceled', 'expired'];
type Dialog = { kind: 'error' | 'requeue' | 'show'; job: Job } | null;

export default function JobsPage() {
  const { t } = useTranslation();
  const source = useList<Job>('/jobs', ['status', 'id', 'project_id', 'account_id']);
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  const isOpen = (job: Job) => job.status === 'new' || job.status === 'progress';
  return (
    <>
      <ListPage
        title={t('admin.section.jobs')}
        source={source}
        keyOf={(job) => job.job_id}
        actions={<RequeueAll filters={source.chosen} />}
        filters={[
          { name: 'status', label: t('admin.status'), options: STATUSES.map((value) => ({ value, label: t(`state.${value}`) })) },
          { name: 'id', label: t('admin.jobId') },
          { name: 'project_id', label: t('admin.projectId') },
          { name: 'account_id', label: t('admin.accountId') },
        ]}
        columns={[
          { title: t('admin.jobId'), cell: (job) => job.job_id },
          { title: t('admin.status'), cell: (job) => <Status value={job.status} /> },
          { title: t('admin.mode'), cell: (job) => t(`admin.modes.${job.is_test ? 'test' : 'live'}`) },
          { title: t('admin.created'), cell: (job) => <When at={job.create_date} /> },
          { title: t('admin.finished'), cell: (job) => <When at={job.finish_date} /> },
          {
            title: '',
            cell: (job) => (
              <Group gap="xs" wrap="nowrap">
                <Button size="xs" variant="default" onClick={() => setDialog({ kind: 'show', job })}>
                  {t('history.open')}
                </Button>
                {isOpen(job) && (
                  <Button size="xs" variant="default" onClick={() => setDialog({ kind: 'error', job })}>
                    {t('admin.stop')}
                  </Button>
                )}
                {job.status === 'error' && (
                  <Button size="xs" variant="default" onClick={() => setDialog({ kind: 'requeue', job })}>
                    {t('admin.requeue')}
                  </Button>
                )}
              </Group>
            ),
          },
        ]}
      />
      {dialog?.kind === 'error' && (
        <FormDialog
          title={t('admin.stopTitle')}
          hint={t('admin.stopHint')}
          action={t('admin.stop')}
          isDangerous
          onClose={close}
          inputs={[{ name: 'message', label: t('admin.message'), kind: 'long', required: true }]}
          onSend={async (values) => void (await admin.post(`/jobs/${dialog.job.job_id}/error`, values))}
        />
      )}
      {dialog?.kind === 'requeue' && (
        <FormDialog
          title={t('admin.requeueTitle')}
          hint={dialog.job.error}
          action={t('admin.requeue')}
          onClose={close}
          inputs={[]}
          onSend={async () => void (await admin.post(`/jobs/${dialog.job.job_id}/requeue`))}
        />
      )}
      {dialog?.kind === 'show' && (
        <FormDialog
          title={dialog.job.job_id}
          hint={<JsonBlock value={dialog.job as never} />}
          action={t('common.close')}
          onClose={close}
          inputs={[]}
          onSend={async () => undefined}
        />
      )}
    </>
  );
}
