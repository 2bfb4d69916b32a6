import { Anchor, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ListPage } from '../admin/ListPage';
import { Status } from '../admin/Status';
import { useList } from '../admin/useList';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { When } from '../shell/When';
import { client, type OwnJob, type Project } from './api';

const STATUSES = ['new', 'progress', 'done', 'error', 'canceled', 'expired'];

/** The jobs of one project; of the newest until another is chosen. */
export default function JobsPage() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const projects = useQuery({ queryKey: ['client', 'projects'], queryFn: () => client.get<Project[]>('/v1/projects') });
  if (projects.isPending) return <Loading />;
  if (projects.isError) return <Failure failure={projects.error} retry={projects.refetch} />;
  const chosen = params.get('project') ?? projects.data[0]?.id;
  if (!chosen) return <Text className="quiet">{t('client.noProjects')}</Text>;
  return (
    <>
      <Select
        label={t('client.project')}
        w="min(24rem, 100%)"
        mb="md"
        searchable
        allowDeselect={false}
        data={projects.data.map(({ id, name }) => ({ value: id, label: `${name} (${id.slice(0, 8)})` }))}
        value={chosen}
        onChange={(project) => project && setParams({ project }, { replace: true })}
      />
      <Jobs key={chosen} project={chosen} />
    </>
  );
}

function Jobs({ project }: { project: string }) {
  const { t } = useTranslation();
  const source = useList<OwnJob>(`/v1/jobs/${project}`, ['status'], {}, client.page);
  return (
    <ListPage
      title={t('client.section.jobs')}
      source={source}
      keyOf={(job) => job.job_id}
      filters={[{ name: 'status', label: t('admin.status'), options: STATUSES.map((value) => ({ value, label: t(`state.${value}`) })) }]}
      columns={[
        {
          title: t('client.id'),
          cell: (job) => (
            <Anchor component={Link} to={`/client/jobs/${project}/${job.job_id}`}>
              {job.job_id}
            </Anchor>
          ),
        },
        { title: t('admin.status'), cell: (job) => <Status value={job.status} /> },
        { title: t('admin.created'), cell: (job) => <When at={job.create_date} /> },
        { title: t('client.started'), cell: (job) => <When at={job.start_date} /> },
        { title: t('admin.finished'), cell: (job) => <When at={job.finish_date} /> },
      ]}
    />
  );
}
