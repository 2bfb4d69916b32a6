import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FormDialog } from '../admin/FormDialog';
import { ListPage } from '../admin/ListPage';
import { Status } from '../admin/Status';
import { useList } from '../admin/useList';
import { When } from '../shell/When';
import { client, type Project } from './api';
import { OwnFile } from './OwnFile';

export default function ProjectsPage() {
  const { t } = useTranslation();
  const source = useList<Project>('/v1/projects', [], {}, client.page);
  const [creating, setCreating] = useState(false);
  return (
    <>
      <ListPage
        title={t('client.section.projects')}
        source={source}
        keyOf={(project) => project.id}
        actions={<Button onClick={() => setCreating(true)}>{t('client.newProject')}</Button>}
        columns={[
          {
            title: t('admin.name'),
            cell: (project) => (
              <Anchor component={Link} to={`/client/jobs?project=${project.id}`}>
                {project.name}
              </Anchor>
            ),
          },
          { title: t('admin.status'), cell: (project) => <Status value={project.status} /> },
          { title: t('client.id'), cell: (project) => project.id },
          { title: t('admin.created'), cell: (project) => <When at={project.create_date} /> },
          {
            title: t('client.instructions'),
            cell: (project) => project.instructions_file && <OwnFile url={project.instructions_file} name={t('client.instructions')} />,
          },
        ]}
      />
      {creating && (
        <FormDialog
          title={t('client.newProject')}
          hint={t('client.newProjectHint')}
          action={t('admin.create')}
          onClose={() => setCreating(false)}
          inputs={[
            { name: 'name', label: t('admin.name'), required: true },
            { name: 'instructions_file_url', label: t('client.instructionsUrl'), hint: t('client.instructionsUrlHint'), required: true },
          ]}
          onSend={async (values) => void (await client.post('/v1/projects', values))}
        />
      )}
    </>
  );
}
