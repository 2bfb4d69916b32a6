import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers, Json } from '../api/work';
import { JsonBlock } from '../content/ContentDisplay';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { admin, type Template } from './api';
import { readPredictions, sampleOf, type WholeJob } from './jobs';
import { TaskPreview } from './TaskPreview';

/** What the job shows and what came out: in its form where that is known, and as it stands in the API. */
export function JobMaterial({ job }: { job: WholeJob }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string | null>('task');
  const { id, version } = job.template ?? {};
  const form = useQuery({
    queryKey: ['admin', 'form', id ?? job.job_id, version ?? null],
    queryFn: async () => job.form?.fields ?? (id ? (await admin.get<Template>(`/templates/${id}?version=${version}`)).fields : null),
  });
  const predictions = useQuery({ queryKey: ['admin', 'job', job.job_id, 'predictions'], queryFn: () => readPredictions(job.job_id) });
  const sample = useMemo(() => sampleOf(job, predictions.data ?? null), [job, predictions.data]);
  const result = useMemo(() => asAnswers(job.annotations), [job.annotations]);
  return (
    <Tabs value={shown} onChange={setShown} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="task">{t('office:task')}</Tabs.Tab>
        <Tabs.Tab value="json">{t('office:asJson')}</Tabs.Tab>
        <Tabs.Tab value="predictions">{t('form.predictions')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="task" pt="md">
        {(form.isPending || predictions.isPending) && <Loading />}
        {form.isError && <Failure failure={form.error} retry={form.refetch} />}
        {form.isSuccess && !predictions.isPending && <TaskPreview fields={form.data} sample={sample} result={result} />}
      </Tabs.Panel>
      <Tabs.Panel value="json" pt="md">
        <JsonBlock value={job as unknown as Json} />
      </Tabs.Panel>
      <Tabs.Panel value="predictions" pt="md">
        {predictions.isPending && <Loading />}
        {predictions.isError && <Failure failure={predictions.error} retry={predictions.refetch} />}
        {predictions.isSuccess && <JsonBlock value={predictions.data} />}
      </Tabs.Panel>
    </Tabs>
  );
}

function asAnswers(annotations: Json | undefined): Answers {
  return typeof annotations === 'object' && annotations !== null && !Array.isArray(annotations) ? annotations : {};
}
