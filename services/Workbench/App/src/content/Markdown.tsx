import { lazy, Suspense } from 'react';

const SafeMarkdown = lazy(() => import('./SafeMarkdown'));
/** Nothing but words: no reason to load the renderer. */
const PLAIN = /^[^*_`#[\]<>|~\\&!\n]*$/;

export function Markdown({ text }: { text: string }) {
  if (PLAIN.test(text) && !/https?:|www\./.test(text)) return <p style={{ margin: 0, fontSize: 'var(--mantine-font-size-sm)' }}>{text}</p>;
  return (
    <Suspense fallback={<p style={{ whiteSpace: 'pre-wrap' }}>{text}</p>}>
      <SafeMarkdown text={text} />
    </Suspense>
  );
}
