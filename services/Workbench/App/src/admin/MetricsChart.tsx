import { BarChart, LineChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Group, type Level, nameOf } from './metrics';
import { STATUS_COLOURS, STATUSES } from './progress';

/** The table beside it says the same to those who do not see it. */
const SILENT = { accessibilityLayer: false };

export default function MetricsChart({ groups, level }: { groups: Group[]; level: Level }) {
  const { t, i18n } = useTranslation();
  const data = groups.map((group) => ({
    name: nameOf(group.period_group_start, level, i18n.language),
    ...Object.fromEntries(STATUSES.map((status) => [status, group[`jobs_${status}`]])),
    // No job, no time: a gap, not a zero.
    average: group.jobs_done === 0 ? null : group.avg_seconds_to_finish_job,
  }));
  const sum = (name: 'jobs_all' | 'jobs_done') => groups.reduce((total, group) => total + group[name], 0).toLocaleString(i18n.language);
  return (
    <>
      <div role="img" aria-label={t('office:chartOfJobs', { all: sum('jobs_all'), done: sum('jobs_done') })} data-testid="jobs-chart">
        <BarChart
          h={260}
          data={data}
          dataKey="name"
          type="stacked"
          withLegend
          textColor="var(--hitl-quiet)"
          series={STATUSES.map((status) => ({ name: status, label: t(`state.${status}`), color: STATUS_COLOURS[status] }))}
          valueFormatter={(value) => value.toLocaleString(i18n.language)}
          yAxisProps={{ allowDecimals: false }}
          barChartProps={SILENT}
        />
      </div>
      <Text size="sm" fw={600} mt="md" mb={4}>
        {t('office:averageSeconds')}
      </Text>
      <div role="img" aria-label={t('office:chartOfSeconds')}>
        <LineChart
          h={140}
          data={data}
          dataKey="name"
          connectNulls={false}
          textColor="var(--hitl-quiet)"
          series={[{ name: 'average', label: t('office:averageSeconds'), color: 'ink.5' }]}
          lineChartProps={SILENT}
        />
      </div>
    </>
  );
}
