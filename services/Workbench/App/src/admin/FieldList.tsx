import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../api/work';
import { FieldEditor } from './FieldEditor';
import { faultsOf, freshName, type RawField } from './fields';

interface Props {
  fields: readonly Json[];
  errors: Record<string, string[]>;
  onChange: (fields: RawField[]) => void;
}

interface Row {
  key: number;
  field: RawField;
}

/** The fields of a form, in order. Each keeps what is being typed into it while it is moved. */
export function FieldList({ fields, errors, onChange }: Props) {
  const { t } = useTranslation();
  const lastKey = useRef(0);
  const rowOf = (field: Json): Row => ({ key: lastKey.current++, field: asField(field) });
  const [rows, setRows] = useState<Row[]>(() => fields.map(rowOf));

  function change(next: Row[]) {
    setRows(next);
    onChange(next.map((row) => row.field));
  }

  function move(index: number, by: -1 | 1) {
    const next = [...rows];
    next.splice(index + by, 0, ...next.splice(index, 1));
    change(next);
  }

  return (
    <Stack gap="sm">
      {rows.map(({ key, field }, index) => (
        <FieldEditor
          key={key}
          field={field}
          faults={faultsOf(errors, index)}
          isFirst={index === 0}
          isLast={index === rows.length - 1}
          onChange={(changed) => change(rows.map((row) => (row.key === key ? { key, field: changed } : row)))}
          onMove={(by) => move(index, by)}
          onRemove={() => change(rows.filter((row) => row.key !== key))}
        />
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={16} />}
        onClick={() => change([...rows, rowOf({ type: 'text', name: freshName(rows.map((row) => row.field)) })])}
      >
        {t('office:addField')}
      </Button>
    </Stack>
  );
}

function asField(json: Json): RawField {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {};
}
