/** The parts of a syntax tree (hast) that a text document needs. */
export type Content = { type: 'text'; value: string } | Element;

export interface Element {
  type: 'element';
  tagName: string;
  properties: Record<string, string>;
  children: Content[];
}

export interface Root {
  type: 'root';
  children: Content[];
}

/** Attributes by their name in the tree. */
const KEPT = { href: 'href', src: 'src', alt: 'alt', colspan: 'colSpan', rowspan: 'rowSpan' };

/** HTML as a tree for the sanitiser. It is read into a document of its own, in which nothing is run or loaded. */
export function treeOf(html: string): Root {
  return { type: 'root', children: childrenOf(new DOMParser().parseFromString(html, 'text/html').body) };
}

function childrenOf(parent: Node): Content[] {
  return [...parent.childNodes].flatMap<Content>((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [{ type: 'text', value: node.nodeValue ?? '' }];
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    const element = node as globalThis.Element;
    const properties = Object.entries(KEPT).flatMap(([name, kept]) => {
      const value = element.getAttribute(name);
      return value === null ? [] : [[kept, value]];
    });
    return [
      {
        type: 'element',
        tagName: element.localName,
        properties: Object.fromEntries(properties),
        children: childrenOf(element),
      },
    ];
  });
}
