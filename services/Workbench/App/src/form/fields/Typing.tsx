import { Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../api/work';
import { asObject, asString, type FieldProps } from '../fieldProps';
import classes from './fields.module.css';

/** The length as the API counts it: in code points. */
function lengthOf(text: string) {
  return [...text].length;
}

export function TextField({
  field,
  value,
  onChange,
  isReadOnly,
  labelId,
  errorId,
}: FieldProps<'text' | 'long_text' | 'date' | 'url' | 'email'>) {
  const text = asString(value);
  const set = (typed: string) => onChange(typed === '' ? undefined : typed, true);
  const shared = {
    'aria-labelledby': labelId,
    'aria-describedby': errorId,
    'aria-invalid': errorId ? true : undefined,
    value: text,
    readOnly: isReadOnly,
    dir: 'auto',
  } as const;
  const most = 'max_length' in field ? field.max_length : undefined;
  const hint = 'example' in field ? field.example : undefined;
  return (
    <>
      {field.type === 'long_text' ? (
        <Textarea {...shared} autosize minRows={3} maxRows={14} placeholder={hint} onChange={(event) => set(event.currentTarget.value)} />
      ) : (
        <TextInput
          {...shared}
          type={field.type === 'text' ? 'text' : field.type}
          placeholder={hint ?? (field.type === 'url' ? 'https://' : undefined)}
          onChange={(event) => set(event.currentTarget.value)}
        />
      )}
      {most !== undefined && (
        <Text size="xs" className="quiet" ta="right" aria-hidden="true">
          {lengthOf(text)} / {most}
        </Text>
      )}
    </>
  );
}

export function JsonField({ value, onChange, isReadOnly, labelId, errorId }: FieldProps<'json'>) {
  const { t } = useTranslation();
  return (
    <JsonText
      value={value}
      onChange={onChange}
      isReadOnly={isReadOnly}
      describe={{ 'aria-labelledby': labelId, 'aria-describedby': errorId }}
      wrong={t('form.notJson')}
    />
  );
}

interface JsonTextProps {
  value: Json | undefined;
  onChange: (value: Json | undefined, typing?: boolean) => void;
  isReadOnly: boolean;
  describe: Record<string, string | undefined>;
  wrong: string;
  accepts?: (value: Json) => boolean;
}

/** While the text is no JSON the last answer that was stays: nothing half is ever handed in, and nothing typed is lost. */
export function JsonText({ value, onChange, isReadOnly, describe, wrong, accepts = () => true }: JsonTextProps) {
  const [typed, setTyped] = useState<{ text: string; of: string } | null>(null);
  const current = value === undefined ? '' : JSON.stringify(value, null, 2);
  const text = typed && typed.of === current ? typed.text : current;
  const parsed = parse(text);
  const isRight = text.trim() === '' || (parsed !== undefined && accepts(parsed));

  function change(next: string) {
    const json = parse(next);
    const empty = next.trim() === '';
    const answer = empty ? undefined : json !== undefined && accepts(json) ? json : value;
    setTyped({ text: next, of: answer === undefined ? '' : JSON.stringify(answer, null, 2) });
    if (empty || answer !== value) onChange(answer, true);
  }

  return (
    <Textarea
      {...describe}
      className={classes.code}
      autosize
      minRows={6}
      maxRows={24}
      spellCheck={false}
      readOnly={isReadOnly}
      value={text}
      error={isRight ? undefined : wrong}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (failure) {
    if (failure instanceof SyntaxError) return undefined;
    throw failure;
  }
}

interface PiecesProps {
  pieces: Record<string, string>;
  value: Json | undefined;
  onChange: (value: Json | undefined, typing?: boolean) => void;
  isReadOnly: boolean;
}

/** Named pieces, each a line or a few of text. */
export function Pieces({ pieces, value, onChange, isReadOnly }: PiecesProps) {
  const current = asObject(value);

  function set(key: string, text: string) {
    const { [key]: _, ...others } = current;
    const next = text === '' ? others : { ...others, [key]: text };
    onChange(Object.keys(next).length === 0 ? undefined : next, true);
  }

  return (
    <div className={classes.pieces}>
      {Object.entries(pieces).map(([key, description]) => (
        <Textarea
          key={key}
          label={key}
          description={description || undefined}
          autosize
          minRows={1}
          maxRows={8}
          readOnly={isReadOnly}
          dir="auto"
          value={asString(current[key])}
          onChange={(event) => set(key, event.currentTarget.value)}
        />
      ))}
    </div>
  );
}
