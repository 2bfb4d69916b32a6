import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const COLOURS: Record<string, string> = {
  active: 'green.9',
  delivered: 'green.9',
  done: 'green.9',
  accepted: 'green.9',
  error: 'red.9',
  exhausted: 'red.9',
  suspended: 'red.9',
  revoked: 'red.9',
  progress: 'ink.8',
  pending: 'ink.8',
  new: 'ink.8',
  open: 'ink.8',
};

export function Status({ value }: { value: string }) {
  const { t } = useTranslation();
  return (
    <Badge variant="filled" color={COLOURS[value] ?? 'gray.7'} style={{ flex: 'none' }}>
      {t(`state.${value}`, { defaultValue: value })}
    </Badge>
  );
}
