import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asObject, asString, type FieldProps } from '../fieldProps';
import type { Choice } from '../model';
import { OneOf } from './Choosing';
import classes from './fields.module.css';
import { Pieces } from './Typing';

const OUTCOMES = ['success', 'hung_up', 'no_pickup'] as const;

export function ComparisonInput({ field, value, onChange, ...rest }: FieldProps<'comparison'>) {
  const answer = asObject(value);
  return (
    <Stack gap="sm">
      {field.choices.length > 0 && (
        <OneOf {...rest} choices={field.choices} chosen={asString(answer.choice)} onChoose={(choice) => onChange({ ...answer, choice })} />
      )}
      {field.fields && Object.keys(field.fields).length > 0 && (
        <Pieces
          pieces={field.fields}
          value={answer.fields}
          isReadOnly={rest.isReadOnly}
          onChange={(fields, typing) => onChange(withMember(answer, 'fields', fields), typing)}
        />
      )}
    </Stack>
  );
}

export function CallInput({ field, value, onChange, ...rest }: FieldProps<'call'>) {
  const { t } = useTranslation();
  const answer = asObject(value);
  const outcomes: Choice[] = OUTCOMES.map((outcome) => ({ value: outcome, label: t(`form.outcome.${outcome}`) }));
  return (
    <Stack gap="sm">
      {(field.entity_name || field.phone_number) && (
        <Text>
          {field.entity_name}{' '}
          {field.phone_number && <Anchor href={`tel:${field.phone_number.replace(/[^+\d]/g, '')}`}>{field.phone_number}</Anchor>}
        </Text>
      )}
      {field.script && <Script text={field.script} />}
      <OneOf {...rest} choices={outcomes} chosen={asString(answer.outcome)} onChoose={(outcome) => onChange({ ...answer, outcome })} />
      {field.choices.length > 0 && (
        <OneOf
          {...rest}
          isActive={false}
          choices={field.choices}
          chosen={asString(answer.choice)}
          onChoose={(choice) => onChange({ ...answer, choice })}
        />
      )}
      {field.fields && Object.keys(field.fields).length > 0 && (
        <Pieces
          pieces={field.fields}
          value={answer.fields}
          isReadOnly={rest.isReadOnly}
          onChange={(fields, typing) => onChange(withMember(answer, 'fields', fields), typing)}
        />
      )}
    </Stack>
  );
}

/** What stands in double braces is said in the caller's own words: it is marked, not filled in. */
function Script({ text }: { text: string }) {
  return (
    <blockquote className={classes.script}>
      {text.split(/(\{\{[^{}]*\}\})/).map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
        part.startsWith('{{') ? <mark key={index}>{part.slice(2, -2).trim()}</mark> : <span key={index}>{part}</span>,
      )}
    </blockquote>
  );
}

function withMember<T extends Record<string, unknown>>(object: T, name: string, value: T[string] | undefined): T {
  const { [name]: _, ...others } = object;
  return (value === undefined ? others : { ...others, [name]: value }) as T;
}
