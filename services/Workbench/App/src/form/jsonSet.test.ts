import { describe, expect, it } from 'vitest';
import { jsonSet } from './jsonSet';

describe('a set of JSON', () => {
  const has = jsonSet([{ left: 1, points: [[0, 1]], label: 'a' }, 'x']);
  it('knows what is in it, in whatever order', () => expect(has({ label: 'a', points: [[0, 1]], left: 1 })).toBe(true));
  it('knows what is not', () => {
    expect(has({ left: 1, points: [[1, 0]], label: 'a' })).toBe(false);
    expect(has({ left: 1 })).toBe(false);
    expect(has(['x'])).toBe(false);
  });
});
