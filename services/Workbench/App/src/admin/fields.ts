import type { Json } from '../api/work';

/** A field as the API takes it. */
export type RawField = { [name: string]: Json };

/** As docs/templates.md lists them. */
export const FIELD_TYPES = [
  'content_display',
  'boolean',
  'text',
  'long_text',
  'number',
  'slider',
  'rating',
  'likert',
  'choice',
  'choices',
  'ranking',
  'fields',
  'spans',
  'boxes',
  'polygons',
  'lines',
  'points',
  'transcript',
  'segments',
  'comparison',
  'call',
  'date',
  'url',
  'email',
  'json',
] as const;

const WITH_CHOICES = ['choice', 'choices', 'ranking', 'comparison'];
const WITH_LABELS = ['spans', 'boxes', 'polygons', 'lines', 'points', 'segments'];

/** What has an input of its own; everything else is written as JSON. */
const COMMON = ['type', 'name', 'label', 'required'];

/** The list that a type asks to choose from, if it has one. */
export function listOf(type: Json | undefined): 'choices' | 'labels' | null {
  if (WITH_CHOICES.includes(String(type))) return 'choices';
  return WITH_LABELS.includes(String(type)) ? 'labels' : null;
}

/** One choice a line, <code>value | label</code>; null where a choice says more than that. */
export function linesOf(list: Json | undefined): string | null {
  if (list === undefined) return '';
  if (!Array.isArray(list)) return null;
  const lines = list.map((item) => {
    if (typeof item === 'string') return item.includes('|') ? null : item;
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return null;
    const { value, label, ...more } = item;
    if (typeof value !== 'string' || Object.keys(more).length > 0 || value.includes('|')) return null;
    return typeof label === 'string' ? `${value} | ${label}` : value;
  });
  return lines.includes(null) ? null : lines.join('\n');
}

export function choicesOf(lines: string): Json[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [value = '', ...label] = line.split('|');
      return label.length === 0 ? value.trim() : { value: value.trim(), label: label.join('|').trim() };
    });
}

/** The members of a field without an input of their own. */
export function moreOf(field: RawField): RawField {
  const list = listOf(field.type);
  const isShown = (name: string) => COMMON.includes(name) || (name === list && linesOf(field[list]) !== null);
  return Object.fromEntries(Object.entries(field).filter(([name]) => !isShown(name)));
}

export function withMore(field: RawField, more: RawField): RawField {
  const before = moreOf(field);
  return { ...Object.fromEntries(Object.entries(field).filter(([name]) => !(name in before))), ...more };
}

/** A field with a member set, or without it. */
export function withMember(field: RawField, name: string, value: Json | undefined): RawField {
  const { [name]: _, ...others } = field;
  return value === undefined ? others : { ...field, [name]: value };
}

/** A name that no other field has. */
export function freshName(fields: readonly RawField[]) {
  let number = fields.length + 1;
  while (fields.some((field) => field.name === `field_${number}`)) number++;
  return `field_${number}`;
}

/** What the server said of one field, by what of it is wrong. */
export function faultsOf(errors: Record<string, string[]>, index: number): Record<string, string> {
  const start = `fields[${index}]`;
  return Object.fromEntries(
    Object.entries(errors)
      .filter(([path]) => path === start || path.startsWith(`${start}.`))
      .map(([path, messages]) => [path.slice(start.length + 1), messages.join(' ')]),
  );
}
