import { useTranslation } from 'react-i18next';

/** An instant in the reader's own time; exactly as the API gave it under the mouse. */
export function When({ at }: { at: string | null | undefined }) {
  const { i18n } = useTranslation();
  if (!at) return <span className="quiet">—</span>;
  return (
    <time dateTime={at} title={at}>
      {new Date(at).toLocaleString(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })}
    </time>
  );
}
