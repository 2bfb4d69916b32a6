import { Card, Group, SegmentedControl, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { DataAt } from './DataAt';
import { type Group as Counts, LEVELS, type Level, nameOf, readMetrics } from './metrics';
import { STATUSES } from './progress';

const MetricsChart = lazy(() => import('./MetricsChart'));

const AGAIN_MS = 60_000;

/** A project's jobs by day, week, month or year, drawn or as a table. */
export function MetricsPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  const level = LEVELS.find((one) => one === params.get('level')) ?? 'day';
  const metrics = useQuery({
    queryKey: ['admin', 'metrics', id, level],
    queryFn: () => readMetrics(id, level),
    refetchInterval: AGAIN_MS,
  });

  function choose(to: string) {
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        next.set('level', to);
        return next;
      },
      { replace: true },
    );
  }

  return (
    <Card withBorder component="section" aria-label={t('office:metrics')}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t('office:metrics')}
        </Title>
        <Group gap="sm">
          <SegmentedControl
            size="xs"
            aria-label={t('office:level')}
            data={LEVELS.map((value) => ({ value, label: t(`office:levels.${value}`) }))}
            value={level}
            onChange={choose}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('office:form')}
            data={(['chart', 'table'] as const).map((value) => ({ value, label: t(`office:forms.${value}`) }))}
            value={form}
            onChange={(to) => setForm(to === 'table' ? 'table' : 'chart')}
          />
        </Group>
      </Group>
      {metrics.isError && <Failure failure={metrics.error} retry={metrics.refetch} />}
      {metrics.isPending && <Loading />}
      {metrics.data && (
        <>
          {metrics.data.every((group) => group.jobs_all === 0) && <Text className="quiet">{t('office:noJobsThen')}</Text>}
          {form === 'table' ? (
            <MetricsTable groups={metrics.data} level={level} />
          ) : (
            <Suspense fallback={<Loading />}>
              <MetricsChart groups={metrics.data} level={level} />
            </Suspense>
          )}
          <Group justify="space-between" mt="xs">
            <Text size="xs" className="quiet">
              {t('office:countedOn')}
            </Text>
            <DataAt at={metrics.dataUpdatedAt} />
          </Group>
        </>
      )}
    </Card>
  );
}

function MetricsTable({ groups, level }: { groups: Counts[]; level: Level }) {
  const { t, i18n } = useTranslation();
  const number = (value: number) => value.toLocaleString(i18n.language);
  const seconds = (value: number, group: Counts) => (group.jobs_done === 0 ? '—' : number(value));
  return (
    <Table.ScrollContainer
      minWidth={760}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'group', 'aria-label': t('office:metrics') } }}
    >
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('office:from')}</Table.Th>
            <Table.Th ta="right">{t('office:total')}</Table.Th>
            {STATUSES.map((status) => (
              <Table.Th key={status} ta="right">
                {t(`state.${status}`)}
              </Table.Th>
            ))}
            <Table.Th ta="right">{t('office:averageSeconds')}</Table.Th>
            <Table.Th ta="right">{t('office:longestSeconds')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={group.period_group_start}>
              <Table.Th scope="row" fw={400}>
                <time dateTime={group.period_group_start}>{nameOf(group.period_group_start, level, i18n.language)}</time>
              </Table.Th>
              <Table.Td ta="right">{number(group.jobs_all)}</Table.Td>
              {STATUSES.map((status) => (
                <Table.Td key={status} ta="right">
                  {number(group[`jobs_${status}`])}
                </Table.Td>
              ))}
              <Table.Td ta="right">{seconds(group.avg_seconds_to_finish_job, group)}</Table.Td>
              <Table.Td ta="right">{seconds(group.max_seconds_to_finish_job, group)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
