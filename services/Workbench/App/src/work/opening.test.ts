import { expect, it } from 'vitest';
import type { Assignment } from '../api/work';
import { openingOf } from './opening';

const held = {
  status: 'held',
  version: 3,
  draft: { a: 'server' },
  predictions: { a: 'guess' },
  template: { fields: [] },
} as unknown as Assignment;
const kept = (version: number, a: string) => ({ assignmentId: 'x', version, annotations: { a }, keptAt: 0 });

it('begins with the draft, and without one with the suggestions', () => {
  expect(openingOf(held, undefined).answers).toEqual({ a: 'server' });
  expect(openingOf({ ...held, draft: null }, undefined).answers).toEqual({ a: 'guess' });
});

it('goes on from what this machine kept of the same version', () =>
  expect(openingOf(held, kept(3, 'mine'))).toEqual({ answers: { a: 'mine' }, isUnsaved: true, isConflict: false }));

it('asks when another machine has saved since', () =>
  expect(openingOf(held, kept(2, 'mine'))).toEqual({ answers: { a: 'mine' }, isUnsaved: false, isConflict: true }));

it('does not ask when both are the same', () => expect(openingOf(held, kept(2, 'server')).isConflict).toBe(false));

it('shows what was handed in, whatever was kept', () =>
  expect(openingOf({ ...held, status: 'submitted', annotations: { a: 'final' } }, kept(3, 'mine')).answers).toEqual({ a: 'final' }));
