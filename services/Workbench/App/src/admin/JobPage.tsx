import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Problem, query } from '../api/http';
import type { Page } from '../api/work';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import classes from './admin.module.css';
import { admin, type Delivery } from './api';
import { historyOf, type JobWork } from './history';
import { JobFacts } from './JobFacts';
import { JobHistory } from './JobHistory';
import { JobMaterial } from './JobMaterial';
import { isOpen, type JobAct, JobDialog } from './jobActs';
import { readJob } from './jobs';
import { Status } from './Status';

const DELIVERIES_SHOWN = 50;

/** Everything that is known of one job, of whatever account. */
export default function JobPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const job = useQuery({ queryKey: ['admin', 'job', id], queryFn: () => readJob(id) });
  const work = useQuery({ queryKey: ['admin', 'job', id, 'work'], queryFn: () => readWork(id) });
  const deliveries = useQuery({
    queryKey: ['admin', 'job', id, 'deliveries'],
    queryFn: () => admin.get<Page<Delivery>>(`/deliveries${query({ job_id: id, limit: DELIVERIES_SHOWN })}`),
  });
  const [act, setAct] = useState<JobAct | null>(null);
  if (job.isPending || work.isPending || deliveries.isPending) return <Loading />;
  if (job.isError) return <Failure failure={job.error} retry={job.refetch} />;
  const { data } = job;
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="start">
        <div>
          <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
            {t('office:job', { id })}
          </Title>
          <Group gap="sm" mt={4}>
            <Status value={data.status} />
            <Text size="sm" className="quiet">
              {t(`admin.modes.${data.is_test ? 'test' : 'live'}`)}
            </Text>
          </Group>
        </div>
        <Group gap="sm">
          {isOpen(data) && (
            <Button variant="default" onClick={() => setAct('error')}>
              {t('admin.stop')}
            </Button>
          )}
          {data.status === 'error' && <Button onClick={() => setAct('requeue')}>{t('admin.requeue')}</Button>}
        </Group>
      </Group>
      {work.isError && <Failure failure={work.error} retry={work.refetch} />}
      {deliveries.isError && <Failure failure={deliveries.error} retry={deliveries.refetch} />}
      <div className={classes.two}>
        <Stack gap="md">
          <JobFacts job={data} />
          {deliveries.data && deliveries.data.items.length > 0 && (
            <Anchor component={Link} to={`/admin/deliveries${query({ job_id: id })}`} size="sm">
              {t('office:toDeliveries', { count: deliveries.data.items.length })}
            </Anchor>
          )}
        </Stack>
        <JobHistory happenings={historyOf(data, work.data ?? null, deliveries.data?.items ?? [])} />
      </div>
      <JobMaterial job={data} />
      {act && <JobDialog act={act} job={data} onClose={() => setAct(null)} />}
    </Stack>
  );
}

/** Null when the queue never heard of the job: it ended before anybody could be offered it. */
async function readWork(id: string): Promise<JobWork | null> {
  try {
    return await admin.get<JobWork>(`/submissions${query({ job_id: id })}`);
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) return null;
    throw failure;
  }
}
