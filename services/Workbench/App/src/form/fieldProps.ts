import type { Json } from '../api/work';
import type { Field, FieldOf } from './model';

export interface FieldProps<T extends Field['type']> {
  field: FieldOf<T>;
  value: Json | undefined;
  /** <code>typing</code>: one of many changes that are undone together. */
  onChange: (value: Json | undefined, typing?: boolean) => void;
  /** Whether keys go to this field now. */
  isActive: boolean;
  isReadOnly: boolean;
  /** Of the element that says what the field is. */
  labelId: string;
  errorId: string | undefined;
}

export function asString(value: Json | undefined) {
  return typeof value === 'string' ? value : '';
}

export function asStrings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function asObject(value: Json | undefined): Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

export function asList<T>(value: Json | undefined): T[] {
  return Array.isArray(value) ? (value.filter((item) => typeof item === 'object' && item !== null) as T[]) : [];
}
