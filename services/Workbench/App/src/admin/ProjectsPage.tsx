import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { When } from '../shell/When';
import type { Project } from './api';
import { ListPage } from './ListPage';
import { Status } from './Status';
import { useList } from './useList';

const STATUSES = ['new', 'active', 'inactive'];

export default function ProjectsPage() {
  const { t } = useTranslation();
  const source = useList<Project>('/projects', ['status', 'account_id']);
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
        {
          title: t('admin.account'),
          cell: (project) => (
            <Anchor component={Link} to={`/admin/accounts/${project.account_id}`} size="sm">
              {project.account_id.slice(0, 13)}…
            </Anchor>
          ),
        },
        { title: t('admin.created'), cell: (project) => <When at={project.create_date} /> },
      ]}
    />
  );
}
