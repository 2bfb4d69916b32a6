import { Alert, Button, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import classes from './admin.module.css';
import { admin, type Project } from './api';
import { FormDialog } from './FormDialog';
import { MetricsPanel } from './MetricsPanel';
import { ProgressPanel } from './ProgressPanel';
import { ProjectHead } from './ProjectHead';
import { ProjectInstructions } from './ProjectInstructions';
import { SettingsForm } from './SettingsForm';

/** How far a project is, what it asks for, and how it is done. */
export default function ProjectPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const path = `/projects/${id}`;
  const project = useQuery({ queryKey: ['admin', path], queryFn: () => admin.get<Project>(path) });
  const [isDeactivating, setDeactivating] = useState(false);
  if (project.isPending) return <Loading />;
  if (project.isError) return <Failure failure={project.error} retry={project.refetch} />;
  const { data } = project;
  return (
    <Stack gap="lg">
      <ProjectHead project={data}>
        <Button component={Link} variant="default" to={`/admin/jobs?project_id=${id}`}>
          {t('admin.section.jobs')}
        </Button>
        {data.status === 'active' ? (
          <Button variant="default" onClick={() => setDeactivating(true)}>
            {t('admin.deactivate')}
          </Button>
        ) : (
          <Button component={Link} to={`/admin/projects/${id}/activation`}>
            {t('admin.activate')}
          </Button>
        )}
      </ProjectHead>
      {data.status_reason && (
        <Alert variant="outline" color="orange" title={t('office:whyInactive')}>
          {data.status_reason}
        </Alert>
      )}
      <ProgressPanel id={id} />
      <MetricsPanel id={id} />
      <div className={classes.two}>
        <section aria-label={t('work.instructions')}>
          <Title order={2} size="h4" mb="sm">
            {t('work.instructions')}
          </Title>
          <ProjectInstructions project={data} />
        </section>
        <section aria-label={t('admin.settings')}>
          <Title order={2} size="h4" mb="sm">
            {t('admin.settings')}
          </Title>
          <SettingsForm key={JSON.stringify(data.settings)} project={data} />
        </section>
      </div>
      {isDeactivating && (
        <FormDialog
          title={t('admin.deactivateTitle', { name: data.name })}
          hint={t('admin.deactivateHint')}
          action={t('admin.deactivate')}
          inputs={[{ name: 'reason', label: t('admin.reason'), kind: 'long', required: true }]}
          onClose={() => setDeactivating(false)}
          onSend={async (values) => void (await admin.post(`${path}/deactivate`, values))}
        />
      )}
    </Stack>
  );
}
