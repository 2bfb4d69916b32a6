import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../shell/Failure';
import { download } from './csv';

/** Everything that fits the filters as a file. */
export function CsvButton({ name, make }: { name: string; make: () => Promise<string> }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);

  async function save() {
    setBusy(true);
    try {
      download(`${name}.csv`, await make());
    } catch (failure) {
      notifications.show({ color: 'red', title: t('common.failed'), message: wordsFor(failure, t('session.unreachable')) });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button variant="default" loading={busy} onClick={() => void save()}>
      CSV
    </Button>
  );
}
