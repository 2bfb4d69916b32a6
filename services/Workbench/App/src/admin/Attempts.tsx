import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { When } from '../shell/When';
import type { Attempt } from './api';

/** The tries of a delivery, oldest first. */
export function Attempts({ attempts }: { attempts: Attempt[] }) {
  const { t } = useTranslation();
  if (attempts.length === 0) return t('admin.noAttempts');
  return (
    <Table>
      <Table.Tbody>
        {attempts.map((attempt) => (
          <Table.Tr key={attempt.date}>
            <Table.Td>
              <When at={attempt.date} />
            </Table.Td>
            <Table.Td>{attempt.status ?? '—'}</Table.Td>
            <Table.Td>{attempt.duration_ms} ms</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{attempt.error ?? attempt.response}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
