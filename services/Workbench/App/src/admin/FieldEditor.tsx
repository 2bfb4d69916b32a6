import { ActionIcon, Card, Group, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { choicesOf, FIELD_TYPES, linesOf, listOf, moreOf, type RawField, withMember, withMore } from './fields';
import { parseJson } from './json';

interface Props {
  field: RawField;
  /** What the server said, by what of the field is wrong. */
  faults: Record<string, string>;
  onChange: (field: RawField) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
  isFirst: boolean;
  isLast: boolean;
}

const AT_INPUTS = ['type', 'name', 'label'];

/** One field of a form: what most have as inputs, the rest as JSON. */
export function FieldEditor({ field, faults, onChange, onMove, onRemove, isFirst, isLast }: Props) {
  const { t } = useTranslation();
  const name = String(field.name ?? '');
  const set = (member: string, value: string | boolean | undefined) => onChange(withMember(field, member, value));
  const others = Object.entries(faults).filter(([member]) => !AT_INPUTS.includes(member));
  return (
    <Card withBorder padding="sm" component="section" aria-label={t('office:field', { name })} data-field-editor={name}>
      <Stack gap="xs">
        <Group align="start" gap="xs" wrap="nowrap">
          <Select
            size="xs"
            flex={1}
            label={t('office:type')}
            searchable
            allowDeselect={false}
            data={[...FIELD_TYPES]}
            error={faults.type}
            value={String(field.type ?? '')}
            onChange={(type) => type && set('type', type)}
          />
          <TextInput
            size="xs"
            flex={1}
            label={t('admin.name')}
            error={faults.name}
            value={name}
            onChange={(event) => set('name', event.currentTarget.value)}
          />
          <Group gap={4} wrap="nowrap" mt={22}>
            <ActionIcon variant="default" aria-label={t('office:moveUp', { name })} disabled={isFirst} onClick={() => onMove(-1)}>
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon variant="default" aria-label={t('office:moveDown', { name })} disabled={isLast} onClick={() => onMove(1)}>
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon variant="default" aria-label={t('office:removeField', { name })} onClick={onRemove}>
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        </Group>
        <TextInput
          size="xs"
          label={t('office:question')}
          error={faults.label}
          value={String(field.label ?? '')}
          onChange={(event) => set('label', event.currentTarget.value || undefined)}
        />
        <Switch
          size="xs"
          label={t('form.required')}
          checked={field.required === true}
          onChange={(event) => set('required', event.currentTarget.checked || undefined)}
        />
        <Lines field={field} onChange={onChange} />
        <More field={field} onChange={onChange} />
        {others.length > 0 && (
          <Text size="xs" c="red.8" role="alert">
            {others.map(([member, message]) => (member ? `${member}: ${message}` : message)).join(' ')}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

type PartProps = Pick<Props, 'field' | 'onChange'>;

function Lines({ field, onChange }: PartProps) {
  const { t } = useTranslation();
  const list = listOf(field.type);
  const lines = list && linesOf(field[list]);
  const [typed, setTyped] = useState(lines ?? '');
  if (list === null || lines === null) return null;
  return (
    <Textarea
      size="xs"
      label={t(`office:lists.${list}`)}
      description={t('office:linesHint')}
      autosize
      minRows={2}
      maxRows={12}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const choices = choicesOf(event.currentTarget.value);
        onChange(withMember(field, list, choices.length > 0 ? choices : undefined));
      }}
    />
  );
}

function More({ field, onChange }: PartProps) {
  const { t } = useTranslation();
  const more = moreOf(field);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? JSON.stringify(more, null, 2);
  const parsed = parseJson(text);
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  return (
    <details open={Object.keys(more).length > 0 || undefined}>
      <summary>
        <Text span size="xs">
          {t('office:more')}
        </Text>
      </summary>
      <Textarea
        size="xs"
        mt={4}
        aria-label={t('office:more')}
        autosize
        maxRows={14}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        error={isObject ? undefined : t('office:notObject')}
        value={text}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          const next = parseJson(event.currentTarget.value);
          if (typeof next === 'object' && next !== null && !Array.isArray(next)) onChange(withMore(field, next));
        }}
        onBlur={() => isObject && setTyped(null)}
      />
    </details>
  );
}
