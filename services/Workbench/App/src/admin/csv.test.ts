import { expect, test } from 'vitest';
import { csvOf } from './csv';

test('quotes what holds a comma, a quote or a line, and leaves out what is not known', () => {
  expect(
    csvOf(
      ['name', 'done'],
      [
        ['Ada, "the first"', 3],
        ['a\nb', null],
      ],
    ),
  ).toBe('name,done\r\n"Ada, ""the first""",3\r\n"a\nb",');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)'])('the name %s is no formula', (name) => {
  expect(csvOf([], [[name]])).toBe(`\r\n'${name}`);
});

test('a number may be negative', () => expect(csvOf([], [[-1]])).toBe('\r\n-1'));
