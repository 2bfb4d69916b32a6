import { describe, expect, it } from 'vitest';
import { answersToSubmit, fieldOfPath, missingFields, readFields, sameJson, visibleFields } from './model';

const fields = readFields([
  { type: 'boolean', name: 'damaged', required: true },
  { type: 'choice', name: 'kind', choices: ['dent', 'rust'], required: true, visible_if: { field: 'damaged', equals: true } },
  { type: 'text', name: 'why', visible_if: { field: 'kind', one_of: ['rust', 'hole'] } },
  { type: 'content_display', name: 'shown' },
]);

describe('a form', () => {
  it('asks a field only when the field before has the value that it waits for', () => {
    expect(visibleFields(fields, {}).map((field) => field.name)).toEqual(['damaged', 'shown']);
    expect(visibleFields(fields, { damaged: true }).map((field) => field.name)).toEqual(['damaged', 'kind', 'shown']);
  });

  it('does not ask a field that waits for one that is hidden, whatever stands there', () => {
    expect(visibleFields(fields, { damaged: false, kind: 'rust' }).map((field) => field.name)).toEqual(['damaged', 'shown']);
  });

  it('hands in what is asked and answered alone', () => {
    expect(answersToSubmit(fields, { damaged: false, kind: 'rust', why: 'x', shown: 'y' })).toEqual({ damaged: false });
    expect(answersToSubmit(fields, { damaged: true, kind: 'rust', why: '' })).toEqual({ damaged: true, kind: 'rust' });
  });

  it('misses required answers in order, and takes false for an answer', () => {
    expect(missingFields(fields, {}).map((field) => field.name)).toEqual(['damaged']);
    expect(missingFields(fields, { damaged: true }).map((field) => field.name)).toEqual(['kind']);
    expect(missingFields(fields, { damaged: false })).toEqual([]);
  });

  it('reads choices that are written as plain values', () => {
    expect(fields[1]).toMatchObject({ choices: [{ value: 'dent' }, { value: 'rust' }] });
  });

  it.each([
    ['annotations.kind', 'kind'],
    ['annotations.boxes[2].left', 'boxes'],
    ['annotations', ''],
    ["annotations['a.b'].x", 'a.b'],
  ])('finds the field of %s', (path, name) => expect(fieldOfPath(path)).toBe(name));

  it('compares JSON by what is in it', () => {
    expect(sameJson({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
    expect(sameJson([1], { 0: 1 })).toBe(false);
    expect(sameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  });
});
