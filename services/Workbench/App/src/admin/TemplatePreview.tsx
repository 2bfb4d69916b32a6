import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers, Json } from '../api/work';
import { answersToSubmit, fieldOfPath, readFields } from '../form/model';
import { wordsFor } from '../shell/Failure';
import { admin } from './api';
import { sampleContent, sampleOfContent } from './sample';
import { TaskPreview } from './TaskPreview';

interface Judgement {
  fits: boolean;
  errors: Record<string, string[]>;
}

interface Props {
  fields: Json[];
  /** The version that holds just these fields; null while they are not saved. */
  saved: { id: string; version: number } | null;
}

/** The form as annotators see it. What is answered in it can be judged as the API would judge it. */
export function TemplatePreview({ fields, saved }: Props) {
  const { t } = useTranslation();
  const content = useMemo(() => sampleContent(fields), [fields]);
  const sample = useMemo(() => sampleOfContent(fields, content), [fields, content]);
  const answers = useRef<Answers>({});
  const keep = useCallback((next: Answers) => {
    answers.current = next;
  }, []);
  const [judgement, setJudgement] = useState<Judgement | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const errors = useMemo(() => (judgement ? byField(judgement.errors) : {}), [judgement]);

  async function judge() {
    setFailure(null);
    try {
      const annotations = answersToSubmit(readFields(fields), answers.current);
      setJudgement(await admin.post<Judgement>(`/templates/${saved?.id}/judge`, { annotations, content, version: saved?.version }));
    } catch (problem) {
      setJudgement(null);
      setFailure(problem);
    }
  }

  return (
    <Stack component="section" gap="sm" aria-label={t('admin.preview')}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('admin.preview')}
        </Title>
        <Button size="xs" variant="default" disabled={!saved} onClick={() => void judge()}>
          {t('office:judge')}
        </Button>
      </Group>
      {!saved && (
        <Text size="xs" className="quiet">
          {t('office:saveFirst')}
        </Text>
      )}
      {failure !== null && (
        <Alert color="red" variant="outline" role="alert">
          {wordsFor(failure, t('session.unreachable'))}
        </Alert>
      )}
      {judgement && (
        <Alert color={judgement.fits ? 'green' : 'red'} variant="outline" role="status">
          {t(judgement.fits ? 'office:fits' : 'office:fitsNot')}
        </Alert>
      )}
      <TaskPreview fields={fields} sample={sample} errors={errors} onAnswers={keep} />
    </Stack>
  );
}

/** The server names the place in the answer; the form shows faults by field. */
function byField(errors: Record<string, string[]>) {
  const found: Record<string, string[]> = {};
  for (const [path, messages] of Object.entries(errors)) {
    const field = fieldOfPath(path);
    found[field] = [...(found[field] ?? []), ...messages];
  }
  return found;
}
