import { Alert, Button, Group, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Problem } from '../api/http';
import type { Assignment, Json } from '../api/work';
import { FormPanel } from '../form/FormPanel';
import { Failure, wordsFor } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { createDesk, DeskContext } from '../work/desk';
import classes from './admin.module.css';
import { admin, type Template } from './api';

const EXAMPLE: Json[] = [
  { type: 'boolean', name: 'approved', label: 'May it be published?', required: true },
  {
    type: 'choice',
    name: 'reason',
    label: 'Why not?',
    choices: ['wrong', 'rude', 'unclear'],
    required: true,
    visible_if: { field: 'approved', equals: false },
  },
];

/** A form as JSON, and beside it what an annotator sees. */
export default function TemplatePage() {
  const { id = 'new' } = useParams();
  const isNew = id === 'new';
  const template = useQuery({
    queryKey: ['admin', `/templates/${id}`],
    enabled: !isNew,
    queryFn: () => admin.get<Template>(`/templates/${id}`),
  });
  if (isNew) return <TemplateEditor name="" description="" fields={EXAMPLE} id={null} />;
  if (template.isPending) return <Loading />;
  if (template.isError) return <Failure failure={template.error} retry={template.refetch} />;
  const { name, description, fields, version } = template.data;
  return <TemplateEditor key={version} id={id} name={name} description={description ?? ''} fields={fields} />;
}

interface EditorProps {
  id: string | null;
  name: string;
  description: string;
  fields: Json[];
}

function TemplateEditor({ id, ...given }: EditorProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState(given.name);
  const [description, setDescription] = useState(given.description);
  const [text, setText] = useState(() => JSON.stringify(given.fields, null, 2));
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const fields = useMemo(() => parseFields(text), [text]);
  const faults = failure instanceof Problem ? Object.entries(failure.errors) : [];

  async function save() {
    setBusy(true);
    setFailure(null);
    try {
      const body = { name: name.trim(), description: description.trim() || null, fields };
      const saved = id ? await admin.patch<Template>(`/templates/${id}`, body) : await admin.post<Template>('/templates', body);
      notifications.show({ message: t('admin.savedVersion', { version: saved.version }) });
      await queries.invalidateQueries({ queryKey: ['admin'] });
      if (!id) navigate(`/admin/templates/${saved.id}`, { replace: true });
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h2">
          {given.name || t('admin.newTemplate')}
        </Title>
        <Button loading={busy} disabled={!fields || name.trim() === ''} onClick={() => void save()}>
          {t('admin.save')}
        </Button>
      </Group>
      {failure !== null && (
        <Alert color="red" variant="outline" role="alert">
          {faults.length === 0
            ? wordsFor(failure, t('session.unreachable'))
            : faults.map(([path, messages]) => <div key={path}>{`${path}: ${messages.join(' ')}`}</div>)}
        </Alert>
      )}
      <div className={classes.two}>
        <Stack gap="sm">
          <TextInput label={t('admin.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label={t('admin.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
          <Textarea
            label={t('admin.fields')}
            description={t('admin.fieldsHint')}
            autosize
            minRows={18}
            maxRows={40}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.82rem' } }}
            error={fields ? undefined : t('admin.notFields')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Stack>
        <section aria-label={t('admin.preview')}>
          <Title order={2} size="h4" mb="sm">
            {t('admin.preview')}
          </Title>
          {fields && <Preview fields={fields} />}
        </section>
      </div>
    </Stack>
  );
}

function Preview({ fields }: { fields: Json[] }) {
  const store = useMemo(() => createDesk({ ...NOTHING, template: { fields } }, {}, false), [fields]);
  return (
    <div className={classes.preview} data-testid="preview">
      <DeskContext value={store}>
        <FormPanel />
      </DeskContext>
    </div>
  );
}

const NOTHING: Assignment = {
  id: 'preview',
  job_id: '',
  project_id: '',
  project_name: '',
  status: 'held',
  lease_expires: '',
  version: 1,
  template: null,
  content: null,
  attachments: [],
  instructions_file: null,
  files: [],
  predictions: null,
  draft: null,
};

function parseFields(text: string): Json[] | null {
  try {
    const json = JSON.parse(text) as Json;
    return Array.isArray(json) ? json : null;
  } catch (failure) {
    if (failure instanceof SyntaxError) return null;
    throw failure;
  }
}
