import { expect, test } from 'vitest';
import { treeOf } from './wordDocument';

test('keeps text, structure and what a table and a link need', () => {
  expect(
    treeOf('<p>Draw <a href="https://a.test/" onclick="x()">boxes</a></p><table><tr><td colspan="2">1</td></tr></table>').children,
  ).toMatchObject([
    {
      tagName: 'p',
      children: [
        { type: 'text', value: 'Draw ' },
        { tagName: 'a', properties: { href: 'https://a.test/' } },
      ],
    },
    {
      tagName: 'table',
      children: [{ tagName: 'tbody', children: [{ tagName: 'tr', children: [{ tagName: 'td', properties: { colSpan: '2' } }] }] }],
    },
  ]);
});

test('hands on no attribute that acts', () => {
  const [image] = treeOf('<img src="data:image/png;base64,AA" onerror="alert(1)" style="x">').children;
  expect(image).toMatchObject({ properties: { src: 'data:image/png;base64,AA' } });
  expect(Object.keys((image as { properties: object }).properties)).toEqual(['src']);
});
