import { Button, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { admin } from '../api';
import { FormDialog } from '../FormDialog';
import type { Instance } from './api';

interface Failed {
  service: string;
  queue: string;
  failed: number;
}

/** What could not be handled, and the way to handle it once more. */
export function ErrorQueues({ instances }: { instances: Instance[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Failed | null>(null);
  const failed = failedOf(instances);
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {t('operations.live.errorQueues')}
      </Title>
      {failed.length === 0 && <Text className="quiet">{t('operations.live.noFailures')}</Text>}
      {failed.length > 0 && (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('operations.live.service')}</Table.Th>
                <Table.Th>{t('operations.live.queue')}</Table.Th>
                <Table.Th>{t('operations.live.failed')}</Table.Th>
                <Table.Th>
                  <span className="visually-hidden">{t('admin.actions')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {failed.map((one) => (
                <Table.Tr key={one.queue}>
                  <Table.Td>{one.service}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{one.queue}</Table.Td>
                  <Table.Td>{one.failed}</Table.Td>
                  <Table.Td>
                    <Button size="xs" variant="default" onClick={() => setChosen(one)}>
                      {t('operations.live.redrive')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {chosen && (
        <FormDialog
          title={t('operations.live.redriveTitle', { queue: chosen.queue })}
          hint={t('operations.live.redriveHint')}
          action={t('operations.live.redrive')}
          onClose={() => setChosen(null)}
          inputs={[]}
          onSend={async () => void (await admin.post(`/operations/${chosen.service}/queues/${encodeURIComponent(chosen.queue)}/redrive`))}
        />
      )}
    </section>
  );
}

/** Replicas share their queues: each is told of once. */
function failedOf(instances: Instance[]): Failed[] {
  const all = instances.flatMap(({ service, status }) =>
    (status?.queues ?? []).filter((queue) => queue.failed > 0).map((queue) => ({ service, queue: queue.name, failed: queue.failed })),
  );
  return [...new Map(all.map((one) => [one.queue, one])).values()];
}
