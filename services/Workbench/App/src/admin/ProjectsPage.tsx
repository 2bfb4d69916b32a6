import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { When } from '../shell/When';
import type { Project } from './api';
import { ListPage } from './ListPage';
import { NameLink, useNames } from './names';
import { ProgressBar } from './ProgressBar';
import { useProgress } from './progress';
import { Status } from './Status';
import { useList } from './useList';

const STATUSES = ['new', 'active', 'inactive'];

export default function ProjectsPage() {
  const { t } = useTranslation();
  const source = useList<Project>('/projects', ['status', 'account_id']);
  const accounts = useNames(
    'accounts',
    source.items.map((project) => project.account_id),
  );
  const progress = useProgress(source.items.map((project) => project.id));

  function progressOf(project: Project) {
    const found = progress.found.get(project.id);
    if (found) return <ProgressBar progress={found} />;
    return (
      <Text size="sm" className="quiet">
        {progress.isPending ? '…' : t(progress.isError ? 'common.failed' : 'office:notCounted')}
      </Text>
    );
  }

  function endOf(project: Project) {
    const found = progress.found.get(project.id);
    if (!found || found.jobs_new + found.jobs_progress === 0) return <span className="quiet">—</span>;
    return found.estimated_end_date ? <When at={found.estimated_end_date} /> : t('office:unknown');
  }

  return (
    <ListPage
      title={t('admin.section.projects')}
      source={source}
      keyOf={(project) => project.id}
      filters={[
        { name: 'status', label: t('admin.status'), options: STATUSES.map((value) => ({ value, label: t(`state.${value}`) })) },
        { name: 'account_id', label: t('admin.accountId') },
      ]}
      columns={[
        {
          title: t('admin.name'),
          cell: (project) => (
            <Anchor component={Link} to={`/admin/projects/${project.id}`}>
              {project.name}
            </Anchor>
          ),
        },
        { title: t('admin.status'), cell: (project) => <Status value={project.status} /> },
        { title: t('office:progress'), cell: progressOf },
        { title: t('office:end'), cell: endOf },
        { title: t('admin.account'), cell: (project) => <NameLink kind="accounts" id={project.account_id} names={accounts} /> },
        { title: t('admin.created'), cell: (project) => <When at={project.create_date} /> },
      ]}
    />
  );
}
