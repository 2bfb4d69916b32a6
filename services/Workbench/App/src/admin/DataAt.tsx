import { Badge, Group, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const STALE_MS = 2 * 60_000;
const LOOK_MS = 10_000;

/** When the numbers beside it were read; whether they are too old to go by. */
export function DataAt({ at }: { at: string | number }) {
  const { t, i18n } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), LOOK_MS, { autoInvoke: true });
  const instant = new Date(at);
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="xs" className="quiet">
        {t('office:asOf')} <time dateTime={instant.toISOString()}>{instant.toLocaleTimeString(i18n.language)}</time>
      </Text>
      {now - instant.getTime() > STALE_MS && (
        <Badge size="sm" variant="outline" color="orange.9">
          {t('office:stale')}
        </Badge>
      )}
    </Group>
  );
}
