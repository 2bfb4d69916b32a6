import { Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { client, type Metrics } from './api';

const COUNTS = ['jobs_all', 'jobs_done', 'jobs_error', 'jobs_expired', 'jobs_canceled', 'avg_seconds_to_finish_job'] as const;

/** How much was done of each project, month by month. */
export default function UsagePage() {
  const { t } = useTranslation();
  const metrics = useQuery({
    queryKey: ['client', 'metrics'],
    queryFn: () => client.get<Metrics[]>('/v1/metrics?period_group_level=month'),
  });
  if (metrics.isPending) return <Loading />;
  if (metrics.isError) return <Failure failure={metrics.error} retry={metrics.refetch} />;
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        {t('client.section.usage')}
      </Title>
      {metrics.data.length === 0 && <Text className="quiet">{t('admin.none')}</Text>}
      {metrics.data.map((project) => (
        <section key={project.project_id}>
          <Title order={2} size="h4" mb="xs">
            {project.project_name}
          </Title>
          <Table.ScrollContainer minWidth={640} type="native" tabIndex={0}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('admin.month')}</Table.Th>
                  {COUNTS.map((name) => (
                    <Table.Th key={name}>{t(`client.metric.${name}`)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {project.metrics.map((month) => (
                  <Table.Tr key={month.period_group_start}>
                    <Table.Td>{month.period_group_start.slice(0, 7)}</Table.Td>
                    {COUNTS.map((name) => (
                      <Table.Td key={name}>{month[name]}</Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </section>
      ))}
    </Stack>
  );
}
