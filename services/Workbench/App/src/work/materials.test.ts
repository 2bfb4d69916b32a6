import { describe, expect, it } from 'vitest';
import { readFields } from '../form/model';
import { firstText, materialOf, materialsOf, valueAt } from './materials';

const file = { id: 'f', url: 'http://elsewhere:9/v1/files/f?grant=1', content_type: 'image/png', size: 1, name: 'a.png' };

describe('what a job shows', () => {
  it('is read from where the app came from, whatever host a URL names', () => {
    expect(materialsOf({ files: [file] }, [])[0]?.url).toBe('/v1/files/f?grant=1');
  });

  it('has the text to mark as a material of its own', () => {
    const fields = readFields([{ type: 'spans', name: 's', source: 'messages[1].body' }]);
    const materials = materialsOf({ files: [], content: { messages: [{}, { body: 'hello' }] } }, fields);
    expect(materials).toMatchObject([{ id: 'messages[1].body', kind: 'text', text: 'hello' }]);
    expect(materialOf(fields[0] as never, materials)?.text).toBe('hello');
  });

  it('never is a page of a stranger', () => {
    const materials = materialsOf({ files: [], attachments: [{ kind: 'website', url: 'https://example.com' }] }, []);
    expect(materials[0]).toEqual({ id: 'attachments[0]', kind: 'website', title: 'https://example.com', link: 'https://example.com' });
  });

  it('is the first image for a field that does not say which', () => {
    const materials = materialsOf({ files: [{ ...file, content_type: 'application/pdf' }, file] }, []);
    expect(materialOf(readFields([{ type: 'boxes', name: 'b' }])[0] as never, materials)?.id).toBe('files[1]');
  });
});

it.each([
  ['x', 'x'],
  [{ a: 1, b: 'y', text: 'z' }, 'z'],
  [{ a: 1, b: 'y' }, 'y'],
  [['x'], null],
])('the first text of %j is %j', (content, text) => expect(firstText(content as never)).toBe(text));

it('a path leads nowhere but into the content', () => expect(valueAt({ a: 1 }, 'constructor')).toBeUndefined());
