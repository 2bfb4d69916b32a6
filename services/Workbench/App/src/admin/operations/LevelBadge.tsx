import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Level } from './api';

const COLOURS: Record<Level, string> = { green: 'green.8', amber: 'yellow.6', red: 'red.7' };

/** In colour and in words. */
export function LevelBadge({ level, testId }: { level: Level; testId?: string }) {
  const { t } = useTranslation();
  return (
    <Badge variant="dot" color={COLOURS[level]} data-level={level} data-testid={testId}>
      {t(`operations.live.levels.${level}`)}
    </Badge>
  );
}
