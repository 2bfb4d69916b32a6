import { expect, test } from 'vitest';
import { curlOf, orderOf, sampleContent, sampleOfContent } from './sample';

test('gives each source of the form something to show', () => {
  expect(
    sampleContent([
      { type: 'content_display', name: 'a', source: 'title' },
      { type: 'spans', name: 'b', source: 'body', labels: ['x'] },
    ]),
  ).toEqual({
    title: expect.any(String),
    body: expect.any(String),
  });
  expect(sampleContent([{ type: 'boolean', name: 'good' }])).toEqual({ text: expect.any(String) });
  expect(sampleContent(null)).toEqual({ text: expect.any(String) });
});

test('a form that marks pictures gets a picture, in the preview and in the order', () => {
  const form = [{ type: 'boxes', name: 'boxes', labels: ['cow'] }];
  expect(sampleContent(form)).toBeNull();
  expect(sampleOfContent(form, null).files).toHaveLength(1);
  expect(orderOf('p', form, null)).toMatchObject({ project_id: 'p', file_urls: ['https://example.com/picture.png'] });
  expect(orderOf('p', form, null)).not.toHaveProperty('content');
});

test('quotes in the body do not end the quotes of the shell', () => {
  expect(curlOf('https://hitl.test', { content: "it's" })).toContain("it'\\''s");
});
