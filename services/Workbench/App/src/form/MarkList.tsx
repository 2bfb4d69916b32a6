import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './form.module.css';

interface Props {
  count: number;
  selected: number | null;
  /** A row of the list; each is as high as any other. */
  row: (index: number) => ReactNode;
  /** What can be said of the selected one. */
  details?: ReactNode;
}

const ROW_PX = 40;
const ROWS_SHOWN = 8;
const ROWS_MORE = 6;

/** Marks as a list of which only what is in sight is made: a thousand are as quick as ten. */
export function MarkList({ count, selected, row, details }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.min(Math.floor(top / ROW_PX) - ROWS_MORE, count - ROWS_SHOWN - ROWS_MORE));
  const last = Math.min(count, first + ROWS_SHOWN + 2 * ROWS_MORE);

  useEffect(() => {
    const element = list.current;
    if (!element || selected === null) return;
    const at = selected * ROW_PX;
    if (at < element.scrollTop) element.scrollTop = at;
    else if (at + ROW_PX > element.scrollTop + element.clientHeight) element.scrollTop = at + ROW_PX - element.clientHeight;
  }, [selected]);

  if (count === 0) return null;
  return (
    <>
      <ol
        ref={list}
        className={classes.marks}
        style={{ paddingTop: first * ROW_PX, paddingBottom: (count - last) * ROW_PX }}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        {Array.from({ length: last - first }, (_, offset) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark has no other name than its place
          <li key={first + offset} aria-setsize={count} aria-posinset={first + offset + 1}>
            {row(first + offset)}
          </li>
        ))}
      </ol>
      {selected !== null && details}
    </>
  );
}
