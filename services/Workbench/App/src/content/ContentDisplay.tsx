import { Button, Code, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '../api/work';
import { asString, type FieldProps } from '../form/fieldProps';
import { useDesk } from '../work/desk';
import { firstText, type Material, valueAt } from '../work/materials';
import classes from './content.module.css';
import { Markdown } from './Markdown';

/** Shows a piece of the job between the questions, or lets it be edited. */
export function ContentDisplay({ field, value, onChange, isReadOnly, labelId, errorId }: FieldProps<'content_display'>) {
  const content = useDesk((desk) => desk.assignment.content);
  const materials = useDesk((desk) => desk.materials);
  const material = materials.find((item) => item.id === field.source && item.id !== '$');
  const shown = field.source ? valueAt(content, field.source) : (firstText(content) ?? content);

  if (field.editable) {
    const original = typeof shown === 'string' ? shown : (material?.text ?? textOf(shown));
    return (
      <Textarea
        aria-labelledby={labelId}
        aria-describedby={errorId}
        autosize
        minRows={3}
        maxRows={20}
        dir="auto"
        readOnly={isReadOnly}
        value={value === undefined ? original : asString(value)}
        onChange={(event) => onChange(event.currentTarget.value, true)}
      />
    );
  }

  if (material && shown === undefined) return <MaterialLink material={material} />;
  return <Content value={shown} format={field.format} />;
}

function Content({ value, format }: { value: Json | undefined; format?: string }) {
  const { t } = useTranslation();
  if (value === undefined || value === null) return <Text className="quiet">{t('form.nothingToShow')}</Text>;
  if (format === 'json' || typeof value === 'object') return <JsonBlock value={value} />;
  if (format === 'markdown') return <Markdown text={String(value)} />;
  return (
    <div className={classes.text} dir="auto">
      {String(value)}
    </div>
  );
}

export function JsonBlock({ value }: { value: Json }) {
  return (
    <Code block tabIndex={0} className={classes.json}>
      {JSON.stringify(value, null, 2)}
    </Code>
  );
}

/** Files and attachments lie on the stage, where there is room. */
function MaterialLink({ material }: { material: Material }) {
  const { t } = useTranslation();
  const show = useDesk((desk) => desk.show);
  if (material.text !== undefined) return <Content value={material.text} />;
  return (
    <Button variant="default" size="xs" onClick={() => show(material.id)}>
      {t('form.show', { name: material.title })}
    </Button>
  );
}

function textOf(value: Json | undefined) {
  return value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}
