import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { When } from '../shell/When';
import type { Job } from './api';
import { isOpen, type JobAct, JobDialog } from './jobActs';
import { ListPage } from './ListPage';
import { NameLink, useNames } from './names';
import { RequeueAll } from './operations/RequeueAll';
import { Status } from './Status';
import { useList } from './useList';

const STATUSES = ['new', 'progress', 'done', 'error', 'canceled', 'expired'];
const FILTERS = ['status', 'mode', 'id', 'project_id', 'account_id', 'created_after', 'created_before'];

export default function JobsPage() {
  const { t } = useTranslation();
  const source = useList<Job>('/jobs', FILTERS);
  const projects = useNames(
    'projects',
    source.items.map((job) => job.project_id),
  );
  const accounts = useNames(
    'accounts',
    source.items.map((job) => job.account_id),
  );
  const [dialog, setDialog] = useState<{ act: JobAct; job: Job } | null>(null);
  return (
    <>
      <ListPage
        title={t('admin.section.jobs')}
        source={source}
        keyOf={(job) => job.job_id}
        actions={<RequeueAll filters={source.chosen} />}
        filters={[
          { name: 'status', label: t('admin.status'), options: STATUSES.map((value) => ({ value, label: t(`state.${value}`) })) },
          { name: 'mode', label: t('admin.mode'), options: ['live', 'test'].map((value) => ({ value, label: t(`admin.modes.${value}`) })) },
          { name: 'created_after', label: t('office:createdFrom'), kind: 'date' },
          { name: 'created_before', label: t('office:createdBefore'), kind: 'date' },
          { name: 'id', label: t('admin.jobId') },
          { name: 'project_id', label: t('admin.projectId') },
          { name: 'account_id', label: t('admin.accountId') },
        ]}
        columns={[
          {
            title: t('admin.jobId'),
            cell: (job) => (
              <Anchor component={Link} to={`/admin/jobs/${job.job_id}`} size="sm" ff="monospace">
                {job.job_id}
              </Anchor>
            ),
          },
          { title: t('admin.status'), cell: (job) => <Status value={job.status} /> },
          { title: t('office:project'), cell: (job) => <NameLink kind="projects" id={job.project_id} names={projects} /> },
          { title: t('admin.account'), cell: (job) => <NameLink kind="accounts" id={job.account_id} names={accounts} /> },
          { title: t('admin.mode'), cell: (job) => t(`admin.modes.${job.is_test ? 'test' : 'live'}`) },
          { title: t('admin.created'), cell: (job) => <When at={job.create_date} /> },
          { title: t('admin.finished'), cell: (job) => <When at={job.finish_date} /> },
          {
            title: '',
            cell: (job) => {
              const act = isOpen(job) ? 'error' : job.status === 'error' ? 'requeue' : null;
              return (
                act && (
                  <Button size="xs" variant="default" onClick={() => setDialog({ act, job })}>
                    {t(act === 'error' ? 'admin.stop' : 'admin.requeue')}
                  </Button>
                )
              );
            },
          },
        ]}
      />
      {dialog && <JobDialog {...dialog} onClose={() => setDialog(null)} />}
    </>
  );
}
