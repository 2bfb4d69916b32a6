import { Alert, Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Problem } from '../api/http';
import type { Json } from '../api/work';
import { wordsFor } from '../shell/Failure';
import classes from './admin.module.css';
import { admin, type Template } from './api';
import { FieldList } from './FieldList';
import { parseJson } from './json';
import { TemplatePreview } from './TemplatePreview';

interface Props {
  id: string | null;
  version: number | null;
  name: string;
  description: string;
  fields: Json[];
}

/** A form, and beside it what an annotator sees; field by field, or all of it as JSON. */
export function TemplateEditor({ id, version, ...given }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState(given.name);
  const [description, setDescription] = useState(given.description);
  const [text, setText] = useState(() => write(given.fields));
  const [by, setBy] = useState<'fields' | 'json'>('fields');
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const fields = useMemo(() => asList(parseJson(text)), [text]);
  const errors = failure instanceof Problem ? failure.errors : {};
  const isSaved = id !== null && text === write(given.fields);

  async function save() {
    setBusy(true);
    setFailure(null);
    try {
      const body = { name: name.trim(), description: description.trim() || null, fields };
      const saved = id ? await admin.patch<Template>(`/templates/${id}`, body) : await admin.post<Template>('/templates', body);
      notifications.show({ message: t('admin.savedVersion', { version: saved.version }) });
      await queries.invalidateQueries({ queryKey: ['admin'] });
      navigate(`/admin/templates/${saved.id}`, { replace: true });
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
          {given.name || t('admin.newTemplate')}{' '}
          {version !== null && (
            <Text span className="quiet">
              {t('office:versionOf', { version })}
            </Text>
          )}
        </Title>
        <Button loading={busy} disabled={!fields || name.trim() === ''} onClick={() => void save()}>
          {t('admin.save')}
        </Button>
      </Group>
      {failure !== null && <Faults failure={failure} errors={errors} isByField={by === 'fields'} />}
      <div className={classes.two}>
        <Stack gap="sm">
          <TextInput
            label={t('admin.name')}
            error={errors.name?.join(' ')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput label={t('admin.description')} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
          <SegmentedControl
            size="xs"
            aria-label={t('office:editBy')}
            style={{ alignSelf: 'start' }}
            data={(['fields', 'json'] as const).map((value) => ({ value, label: t(`office:edits.${value}`) }))}
            value={by}
            // What is no list can only be mended where it was typed.
            disabled={!fields}
            onChange={(to) => setBy(to === 'json' ? 'json' : 'fields')}
          />
          {by === 'fields' && fields ? (
            <FieldList fields={fields} errors={errors} onChange={(changed) => setText(write(changed))} />
          ) : (
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
          )}
        </Stack>
        {fields && <TemplatePreview fields={fields} saved={isSaved && version !== null ? { id, version } : null} />}
      </div>
    </Stack>
  );
}

/** What the server refused; faults of fields stand at the fields where there are any. */
function Faults({ failure, errors, isByField }: { failure: unknown; errors: Record<string, string[]>; isByField: boolean }) {
  const { t } = useTranslation();
  const faults = Object.entries(errors).filter(([path]) => path !== 'name' && !(isByField && path.startsWith('fields[')));
  return (
    <Alert color="red" variant="outline" role="alert">
      {Object.keys(errors).length === 0
        ? wordsFor(failure, t('session.unreachable'))
        : faults.length === 0
          ? t('office:seeFaults')
          : faults.map(([path, messages]) => <div key={path}>{`${path}: ${messages.join(' ')}`}</div>)}
    </Alert>
  );
}

const write = (fields: readonly Json[]) => JSON.stringify(fields, null, 2);
const asList = (json: Json | undefined) => (Array.isArray(json) ? json : null);
