import { expect, test } from 'vitest';
import type { Json } from '../api/work';
import { readFields } from '../form/model';
import { inWords } from './inWords';

const words = { yes: 'Yes', no: 'No', marks: (count: number) => `${count} marks` };
const say = (field: object, value: Json | undefined) => inWords(readFields([{ name: 'a', ...field }])[0], value, words);

test('says choices by what annotators read', () => {
  const choices = ['dog', { value: 'cat', label: 'A cat' }];
  expect(say({ type: 'choice', choices }, 'cat')).toBe('A cat');
  expect(say({ type: 'choices', choices }, ['dog', 'cat'])).toBe('dog, A cat');
  expect(say({ type: 'ranking', choices }, ['cat', 'dog'])).toBe('1. A cat, 2. dog');
});

test('counts marks by label instead of telling where they lie', () => {
  const labels = ['horse', { value: 'cow', label: 'Cow' }];
  const at = { left: 1, top: 2, width: 3, height: 4 };
  expect(
    say({ type: 'boxes', labels }, [
      { ...at, label: 'cow' },
      { ...at, label: 'horse' },
      { ...at, label: 'cow' },
    ]),
  ).toBe('Cow × 2, horse × 1');
  expect(say({ type: 'boxes' }, [at, at])).toBe('2 marks');
});

test('quotes what spans mark', () => {
  expect(say({ type: 'spans', labels: ['person'] }, [{ start: 0, end: 3, text: 'Ada', label: 'person' }])).toBe('“Ada” person');
});

test('says yes, no, nothing and the members of an object', () => {
  expect([true, false, undefined, 0].map((value) => say({ type: 'boolean' }, value))).toEqual(['Yes', 'No', '—', '0']);
  expect(say({ type: 'fields', fields: ['plate'] }, { plate: 'B-1', seen: true })).toBe('plate: B-1\nseen: Yes');
});
