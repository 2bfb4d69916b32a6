import type { Answers, Json } from '../api/work';

/** The form language: contracts/Forms says what it means, this how the app holds it. */
export interface Choice {
  value: string;
  label?: string;
  /** When it is the right one. */
  description?: string;
  colour?: string;
  key?: string;
}

interface Size {
  width: number;
  height: number;
}

interface Base {
  name: string;
  label?: string;
  description?: string;
  required?: boolean;
  visible_if?: VisibleIf;
  hotkey?: string;
  source?: string;
}

export interface VisibleIf {
  field: string;
  values: Json[];
}

interface Textual {
  min_length?: number;
  max_length?: number;
  pattern?: string;
  example?: string;
}

interface Numeric {
  min?: number;
  max?: number;
  step?: number;
}

interface Scale {
  size?: number;
  min_label?: string;
  max_label?: string;
}

interface Drawn {
  labels: Choice[];
  min?: number;
  max?: number;
  /** Of boxes. */
  min_size?: number | Size;
  with_labels?: boolean;
}

export type ShapeKind = 'boxes' | 'polygons' | 'lines' | 'points';

export type Field = Base &
  (
    | { type: 'content_display'; editable?: boolean; format?: 'text' | 'markdown' | 'json' }
    | { type: 'boolean' }
    | ({ type: 'text' } & Textual)
    | ({ type: 'long_text' } & Textual)
    | ({ type: 'number' } & Numeric)
    | ({ type: 'slider' } & Numeric)
    | ({ type: 'rating' } & Scale)
    | ({ type: 'likert' } & Scale)
    | { type: 'choice'; choices: Choice[] }
    | { type: 'choices'; choices: Choice[]; min_chosen?: number; max_chosen?: number }
    | { type: 'ranking'; choices: Choice[] }
    | { type: 'fields'; fields: Record<string, string> }
    | { type: 'spans'; labels: Choice[]; overlap?: boolean; min?: number; max?: number }
    | ({ type: 'boxes' } & Drawn)
    | ({ type: 'polygons' } & Drawn)
    | ({ type: 'lines' } & Drawn)
    | ({ type: 'points' } & Drawn)
    | { type: 'transcript'; verbatim?: boolean }
    | { type: 'segments'; labels: Choice[]; min?: number; max?: number }
    | { type: 'comparison'; sources?: string[]; choices: Choice[]; fields?: Record<string, string> }
    | { type: 'call'; script?: string; phone_number?: string; entity_name?: string; choices: Choice[]; fields?: Record<string, string> }
    | { type: 'date' }
    | { type: 'url' }
    | { type: 'email' }
    | { type: 'json' }
  );

export type FieldOf<T extends Field['type']> = Extract<Field, { type: T }>;
export type ShapeField = FieldOf<ShapeKind>;

export const SHAPE_KINDS: readonly ShapeKind[] = ['boxes', 'polygons', 'lines', 'points'];

export function isShapeField(field: Field): field is ShapeField {
  return (SHAPE_KINDS as readonly string[]).includes(field.type);
}

export function isRecordingField(field: Field): field is FieldOf<'transcript' | 'segments'> {
  return field.type === 'transcript' || field.type === 'segments';
}

export function takesAnswer(field: Field) {
  return field.type !== 'content_display' || field.editable === true;
}

/** Fields of a template, with what is written in two ways brought into one; what we do not know is left as it came. */
export function readFields(fields: readonly unknown[]): Field[] {
  return fields
    .filter((field): field is Record<string, unknown> => typeof field === 'object' && field !== null)
    .map((field) => {
      const read = { ...field };
      for (const list of ['choices', 'labels'])
        if (list in read || NEEDS_LIST[String(field.type)] === list) read[list] = readChoices(read[list]);
      if (Array.isArray(read.fields)) read.fields = Object.fromEntries(read.fields.map((name) => [String(name), '']));
      if (read.visible_if) read.visible_if = readCondition(read.visible_if as Record<string, unknown>);
      return read as unknown as Field;
    });
}

const NEEDS_LIST: Record<string, string> = {
  choice: 'choices',
  choices: 'choices',
  ranking: 'choices',
  comparison: 'choices',
  call: 'choices',
  spans: 'labels',
  boxes: 'labels',
  polygons: 'labels',
  lines: 'labels',
  points: 'labels',
  segments: 'labels',
};

function readChoices(list: unknown): Choice[] {
  if (!Array.isArray(list)) return [];
  return list.map((item) => (typeof item === 'object' && item !== null ? (item as Choice) : { value: String(item) }));
}

function readCondition(condition: Record<string, unknown>): VisibleIf {
  const several = condition.one_of;
  return { field: String(condition.field), values: (Array.isArray(several) ? several : [condition.equals]) as Json[] };
}

/** The fields that are asked now: a condition on a field that is itself hidden does not hold. */
export function visibleFields(fields: readonly Field[], answers: Answers): Field[] {
  const shown = new Set<string>();
  return fields.filter((field) => {
    const condition = field.visible_if;
    const holds = !condition || (shown.has(condition.field) && meets(answers[condition.field], condition.values));
    if (holds) shown.add(field.name);
    return holds;
  });
}

function meets(answer: Json | undefined, values: readonly Json[]): boolean {
  if (answer === undefined || answer === null) return false;
  if (Array.isArray(answer)) return answer.some((item) => values.includes(item));
  if (typeof answer === 'object') return values.includes(answer.outcome ?? answer.choice ?? null);
  return values.includes(answer);
}

export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

const MARKED: readonly Field['type'][] = [...SHAPE_KINDS, 'spans', 'segments'];

/** Whether a field still waits for its answer: of marks, and of choices of which none will do, an empty list is one. */
function isUnanswered(field: Field, value: Json | undefined): boolean {
  const emptyWillDo = MARKED.includes(field.type) || (field.type === 'choices' && field.min_chosen === 0);
  return isEmpty(value) && !(emptyWillDo && Array.isArray(value));
}

/** What is handed in: the answers of the fields that are asked, without those that were left empty. */
export function answersToSubmit(fields: readonly Field[], answers: Answers): Answers {
  const asked = visibleFields(fields, answers).filter(takesAnswer);
  return Object.fromEntries(
    asked.filter((field) => !isUnanswered(field, answers[field.name])).map((field) => [field.name, answers[field.name] as Json]),
  );
}

/** Required fields without an answer, in order. */
export function missingFields(fields: readonly Field[], answers: Answers): Field[] {
  return visibleFields(fields, answers).filter((field) => field.required && takesAnswer(field) && isUnanswered(field, answers[field.name]));
}

/** The field that a server's fault is about, by its path: <code>annotations.name[0].x</code>. */
export function fieldOfPath(path: string): string {
  const inside = path.replace(/^annotations\.?/, '');
  const quoted = /^\['((?:[^'\\]|\\.)*)'\]|^\["((?:[^"\\]|\\.)*)"\]/.exec(inside);
  if (quoted) return quoted[1] ?? quoted[2] ?? '';
  return inside.split(/[.[]/)[0] ?? '';
}

/** The least width and height of a box. */
export function minSizeOf(field: { min_size?: number | Size }): Size {
  const size = field.min_size ?? 0;
  return typeof size === 'number' ? { width: size, height: size } : size;
}

export function labelOf(field: { name: string; label?: string }) {
  return field.label || field.name;
}

export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = b as Record<string, Json>;
  return left.length === Object.keys(b).length && left.every(([name, value]) => name in right && sameJson(value, right[name]));
}
