import { Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { admin } from '../api';
import { countDeliveries, type Resent } from './api';
import { Bulk } from './Bulk';

const STEP = 500;

/** Sends all deliveries again that the list's filters find. */
export function Replay({ filters }: { filters: Record<string, string> }) {
  const { t } = useTranslation();
  const [range, setRange] = useState<Record<string, string> | null>(null);
  const isPossible = filters.state !== undefined && filters.state !== 'pending';

  // What comes in from now on was not counted, and is not meant.
  const open = () => setRange({ ...filters, until: filters.until ?? new Date().toISOString() });

  async function step(cursor: string | null) {
    const resent = await admin.post<Resent>('/deliveries/resend', { ...range, limit: STEP, cursor });
    return { done: resent.resent, cursor: resent.next_cursor };
  }

  return (
    <>
      <Tooltip label={t('operations.replay.chooseState')} disabled={isPossible} events={{ hover: true, focus: true, touch: true }}>
        <Button variant="default" data-disabled={!isPossible || undefined} aria-disabled={!isPossible} onClick={() => isPossible && open()}>
          {t('operations.replay.open')}
        </Button>
      </Tooltip>
      {range && <Bulk words="replay" count={() => countDeliveries(range)} step={step} onClose={() => setRange(null)} />}
    </>
  );
}
