import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const COLOURS: Record<string, string> = {
  active: 'green.7',
  delivered: 'green.7',
  done: 'green.7',
  accepted: 'green.7',
  error: 'red.7',
  exhausted: 'red.7',
  suspended: 'red.7',
  revoked: 'red.7',
  progress: 'ink.6',
  pending: 'ink.6',
  new: 'ink.6',
  open: 'ink.6',
};

export function Status({ value }: { value: string }) {
  const { t } = useTranslation();
  return (
    <Badge variant="dot" color={COLOURS[value] ?? 'gray.6'} style={{ flex: 'none', minWidth: 'max-content' }}>
      {t(`state.${value}`, { defaultValue: value })}
    </Badge>
  );
}
