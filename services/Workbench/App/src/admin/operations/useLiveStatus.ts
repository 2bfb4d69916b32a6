import { useEffect, useState } from 'react';
import type { SystemStatus } from './api';
import { useNow } from './useNow';

const PATH = '/v1/admin/operations/live';
const STALE_MS = 7_000;
const RETRY_MS = 3_000;

/** The stream of what the gateway sees. Data that no longer comes is shown on, and said to be stale. */
export function useLiveStatus() {
  const [seen, setSeen] = useState<{ status: SystemStatus; at: number } | null>(null);
  const [openedAt] = useState(() => Date.now());
  const now = useNow();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource;
    function open() {
      source = new EventSource(PATH);
      source.addEventListener('status', (event) => setSeen({ status: JSON.parse(event.data) as SystemStatus, at: Date.now() }));
      source.onerror = () => {
        // The browser itself connects anew after a break, but gives up when it is refused: a gateway that starts refuses at first.
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
      };
    }
    open();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, []);

  return { status: seen?.status ?? null, isStale: now - (seen?.at ?? openedAt) > STALE_MS, now };
}
