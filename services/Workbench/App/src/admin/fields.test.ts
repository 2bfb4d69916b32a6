import { expect, test } from 'vitest';
import { choicesOf, faultsOf, freshName, linesOf, moreOf, withMember, withMore } from './fields';

test('choices are lines, there and back', () => {
  const choices = ['cat', { value: 'dog', label: 'A dog' }];
  expect(linesOf(choices)).toBe('cat\ndog | A dog');
  expect(choicesOf(' cat \n\ndog | A dog')).toEqual(choices);
});

test('choices that say more than a line can are left to JSON', () => {
  const field = { type: 'choice', name: 'a', choices: [{ value: 'cat', colour: 'red' }] };
  expect(linesOf(field.choices)).toBeNull();
  expect(moreOf(field)).toEqual({ choices: field.choices });
});

test('other options can be changed and taken away', () => {
  const field = { type: 'text', name: 'a', min_length: 3, pattern: 'x' };
  expect(moreOf(field)).toEqual({ min_length: 3, pattern: 'x' });
  expect(withMore(field, { min_length: 4 })).toEqual({ type: 'text', name: 'a', min_length: 4 });
  expect(withMember(field, 'pattern', undefined)).not.toHaveProperty('pattern');
});

test('a new field has a name of its own', () => {
  expect(freshName([{ name: 'field_2' }])).toBe('field_3');
});

test('faults of one field are told from those of the tenth', () => {
  const errors = { 'fields[1].name': ['wrong'], 'fields[10].name': ['other'], 'fields[1].choices[0].value': ['empty'] };
  expect(faultsOf(errors, 1)).toEqual({ name: 'wrong', 'choices[0].value': 'empty' });
});
