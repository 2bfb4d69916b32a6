import { describe, expect, it } from 'vitest';
import type { Assignment } from '../api/work';
import { createDesk } from './desk';

function desk(more: Partial<Assignment> = {}, readOnly = false) {
  const assignment = {
    id: 'a',
    files: [],
    predictions: null,
    template: {
      fields: [
        { type: 'text', name: 'a' },
        { type: 'boolean', name: 'b' },
      ],
    },
    ...more,
  } as unknown as Assignment;
  return createDesk(assignment, {}, readOnly);
}

describe('the desk', () => {
  it('takes every act back, and does it again', () => {
    const store = desk();
    store.getState().change('b', true);
    store.getState().change('b', false);
    store.getState().undo();
    expect(store.getState().answers).toEqual({ b: true });
    store.getState().undo();
    expect(store.getState().answers).toEqual({});
    store.getState().redo();
    store.getState().redo();
    expect(store.getState().answers).toEqual({ b: false });
  });

  it('takes what was typed in one go back in one go', () => {
    const store = desk();
    for (const text of ['h', 'he', 'hey']) store.getState().change('a', text, true);
    store.getState().undo();
    expect(store.getState().answers).toEqual({});
  });

  it('forgets what was undone once something else is done', () => {
    const store = desk();
    store.getState().change('b', true);
    store.getState().undo();
    store.getState().change('b', false);
    store.getState().redo();
    expect(store.getState().answers).toEqual({ b: false });
  });

  it('changes nothing when it is only looked at', () => {
    const store = desk({}, true);
    store.getState().change('b', true);
    expect(store.getState().answers).toEqual({});
  });

  it('takes predictions for suggestions only when they fit', () => {
    expect(desk({ predictions: { a: 'x' }, predictions_fit: true }).getState().suggestions).toEqual({ a: 'x' });
    expect(desk({ predictions: { a: 1 }, predictions_fit: false }).getState().suggestions).toBeNull();
    expect(desk({ predictions: { a: 'x' }, template: null }).getState().suggestions).toBeNull();
  });
});
