import { Badge, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../shell/Loading';
import type { SystemStatus } from './api';
import { ErrorQueues } from './ErrorQueues';
import { InstanceCard } from './InstanceCard';
import { LevelBadge } from './LevelBadge';
import classes from './operations.module.css';
import { useLiveStatus } from './useLiveStatus';

export default function LivePage() {
  const { t, i18n } = useTranslation();
  const { status, isStale, now } = useLiveStatus();
  return (
    <Stack gap="xl">
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={1} size="h2">
            {t('operations.live.title')}
          </Title>
          {status && <LevelBadge level={status.level} testId="system-level" />}
        </Group>
        <Group gap="sm" role="status" data-testid="live-state">
          {status && (
            <Text size="sm" className="quiet">
              {t('operations.live.dataFrom', { at: new Date(status.at).toLocaleTimeString(i18n.language) })}
            </Text>
          )}
          {isStale && (
            <Badge color="red.9" variant="filled" tt="none">
              {t('operations.live.stale')}
            </Badge>
          )}
        </Group>
      </Group>
      {!status && !isStale && <Loading />}
      {!status && isStale && <Text>{t('operations.live.waiting')}</Text>}
      {status && (
        <>
          <div className={classes.grid}>
            {status.instances.map((instance) => (
              <InstanceCard key={`${instance.service} ${instance.instance}`} instance={instance} now={now} />
            ))}
          </div>
          <ErrorQueues instances={status.instances} />
          <LimitsTable limits={status.limits} />
        </>
      )}
    </Stack>
  );
}

function LimitsTable({ limits }: { limits: SystemStatus['limits'] }) {
  const { t, i18n } = useTranslation();
  return (
    <section>
      <Title order={2} size="h4">
        {t('operations.live.limits')}
      </Title>
      <Text size="sm" className="quiet" mb="xs">
        {t('operations.live.limitsHint')}
      </Text>
      <Table maw={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('operations.live.figure')}</Table.Th>
            <Table.Th ta="right">{t('operations.live.amber')}</Table.Th>
            <Table.Th ta="right">{t('operations.live.red')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Object.entries(limits).map(([code, limit]) => (
            <Table.Tr key={code}>
              <Table.Td>{t(`operations.live.limit.${code}`, { defaultValue: code })}</Table.Td>
              <Table.Td ta="right">{limit.amber.toLocaleString(i18n.language)}</Table.Td>
              <Table.Td ta="right">{limit.red.toLocaleString(i18n.language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
