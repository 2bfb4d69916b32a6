import type { Json } from '../api/work';
import { asList, asObject } from '../form/fieldProps';
import { type Choice, type Field, isShapeField } from '../form/model';

interface Words {
  yes: string;
  no: string;
  /** How many marks there are, where they have no labels. */
  marks: (count: number) => string;
}

/** An answer as people say it, to be compared with another at a glance. */
export function inWords(field: Field | undefined, value: Json | undefined, words: Words): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return String(value);
  const choices = field && 'choices' in field ? field.choices : [];
  if (typeof value === 'string') return nameOf(choices, value);
  if (field && (isShapeField(field) || field.type === 'segments')) return counted(field.labels, value, words);
  if (field?.type === 'spans')
    return (
      asList<{ text?: Json; label?: string }>(value)
        .map((span) => quoted(field.labels, span))
        .join(', ') || '—'
    );
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    const names = value.map((item) => nameOf(choices, item));
    return (field?.type === 'ranking' ? names.map((name, at) => `${at + 1}. ${name}`) : names).join(', ') || '—';
  }
  if (Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(asObject(value))
    .map(([name, part]) => `${name}: ${inWords(undefined, part, words)}`)
    .join('\n');
}

function nameOf(choices: readonly Choice[], value: string) {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}

/** Marks by label and number: where they lie is seen on the picture, not in figures. */
function counted(labels: readonly Choice[], value: Json, words: Words) {
  const marks = asList<{ label?: string }>(value);
  const counts = new Map<string, number>();
  for (const { label } of marks) if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size === 0) return words.marks(marks.length);
  return [...counts].map(([label, count]) => `${nameOf(labels, label)} × ${count}`).join(', ');
}

function quoted(labels: readonly Choice[], span: { text?: Json; label?: string }) {
  const text = `“${String(span.text ?? '')}”`;
  return span.label === undefined ? text : `${text} ${nameOf(labels, span.label)}`;
}
