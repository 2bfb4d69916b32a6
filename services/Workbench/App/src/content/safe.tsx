import type { Components } from 'react-markdown';
import { defaultSchema } from 'rehype-sanitize';

/** What may stand in a stranger's document. A <code>data:</code> URL is in the document itself; anything else would be loaded. */
export const schema = { ...defaultSchema, protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'], src: ['data'] } };

const PICTURE = /^data:image\/(png|jpeg|gif|bmp|webp);base64,/;

export const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  // Only pictures that the document brings along are shown; of others it is told what they are called.
  img: ({ src, alt }) => (src && PICTURE.test(src) ? <img src={src} alt={alt ?? ''} /> : <em>[{alt}]</em>),
};
