import { describe, expect, it } from 'vitest';
import type { Assignment } from '../api/work';
import { createDesk } from '../work/desk';
import { addSegment, changeSegment, clock, type SegmentsField, segmentsOf } from './segments';

function desk() {
  const fields = [{ type: 'segments', name: 's', labels: ['speech'], max: 2 }];
  const store = createDesk({ id: 'a', files: [], predictions: null, template: { fields } } as unknown as Assignment, {}, false);
  const field = store.getState().fields[0] as SegmentsField;
  return { store, field, all: () => segmentsOf(store.getState().answers.s) };
}

describe('segments', () => {
  it('stand by time, within the recording, whichever way they were drawn', () => {
    const { store, field, all } = desk();
    addSegment(store, field, 9, 4, 8);
    expect(addSegment(store, field, -1, 2.00049, 8)).toBe(0);
    expect(all()).toEqual([
      { start: 0, end: 2, label: 'speech' },
      { start: 4, end: 8, label: 'speech' },
    ]);
  });

  it('are no more than the form lets in, and never empty', () => {
    const { store, field, all } = desk();
    expect(addSegment(store, field, 1, 1.01, 8)).toBe(-1);
    addSegment(store, field, 1, 2, 8);
    addSegment(store, field, 2, 3, 8);
    expect(addSegment(store, field, 3, 4, 8)).toBe(-1);
    expect(all()).toHaveLength(2);
  });

  it('are never turned over by a typed number', () => {
    const { store, field, all } = desk();
    addSegment(store, field, 1, 2, 8);
    changeSegment(store, field, 0, { end: 0.5 });
    expect(all()[0]).toMatchObject({ start: 1, end: 2 });
    changeSegment(store, field, 0, { text: 'hi' });
    expect(all()[0]).toMatchObject({ text: 'hi' });
    changeSegment(store, field, 0, { text: '' });
    expect(all()[0]).not.toHaveProperty('text');
  });
});

it('a time is read at a glance', () => expect([clock(0), clock(62.5), clock(3599.999)]).toEqual(['0:00.00', '1:02.50', '59:60.00']));
