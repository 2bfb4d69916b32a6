import { Alert, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query } from '../api/http';
import type { Json, Page } from '../api/work';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { admin, type Job } from './api';
import { Copyable } from './Copyable';
import { readJob, readPredictions, sampleOf } from './jobs';
import { parseJson } from './json';
import { curlOf, orderOf, sampleContent, sampleOfContent } from './sample';
import { TaskPreview } from './TaskPreview';

interface Props {
  project: string;
  form: Json[] | null;
  shows: 'preview' | 'order';
}

/** A task of the project before there is one, or one that waits; and the request that makes such a task. */
export function ActivationSample({ project, form, shows }: Props) {
  const { t } = useTranslation();
  const [of, setOf] = useState<'sample' | 'job'>('sample');
  const [text, setText] = useState(() => JSON.stringify(sampleContent(form), null, 2));
  const content = useMemo(() => parseJson(text), [text]);
  const sample = useMemo(() => sampleOfContent(form, content ?? null), [form, content]);
  const waiting = useQuery({
    queryKey: ['admin', 'waiting', project],
    enabled: shows === 'preview',
    queryFn: async () => {
      const { items } = await admin.get<Page<Job>>(`/jobs${query({ project_id: project, status: 'new', limit: 1 })}`);
      const [first] = items;
      if (!first) return null;
      const [job, predictions] = await Promise.all([readJob(first.job_id), readPredictions(first.job_id)]);
      return sampleOf(job, predictions);
    },
  });

  if (shows === 'order')
    return (
      <Stack gap="sm">
        <Text size="sm">{t('office:orderHint')}</Text>
        <Copyable label={t('office:steps.order')} value={curlOf(window.location.origin, orderOf(project, form, content ?? null))} />
      </Stack>
    );
  return (
    <Stack gap="sm">
      <Text size="sm">{t('office:previewHint')}</Text>
      <SegmentedControl
        size="xs"
        aria-label={t('office:previewOf')}
        style={{ alignSelf: 'start' }}
        data={(['sample', 'job'] as const).map((value) => ({ value, label: t(`office:previews.${value}`) }))}
        value={of}
        onChange={(to) => setOf(to === 'job' ? 'job' : 'sample')}
      />
      {of === 'sample' && (
        <>
          <Textarea
            label={t('office:sampleContent')}
            autosize
            minRows={2}
            maxRows={10}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.82rem' } }}
            error={content === undefined ? t('office:notJson') : undefined}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <TaskPreview fields={form} sample={sample} />
        </>
      )}
      {of === 'job' && waiting.isPending && <Loading />}
      {of === 'job' && waiting.isError && <Failure failure={waiting.error} retry={waiting.refetch} />}
      {of === 'job' && waiting.data && <TaskPreview fields={form} sample={waiting.data} />}
      {of === 'job' && waiting.data === null && (
        <Alert variant="outline" color="gray">
          {t('office:noneWaits')}
        </Alert>
      )}
    </Stack>
  );
}
