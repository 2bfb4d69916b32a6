import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ownUrl } from '../api/http';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { InstructionsFile } from '../work/Instructions';
import classes from './admin.module.css';
import { admin, type Project } from './api';
import { FormDialog } from './FormDialog';
import { SettingsForm } from './SettingsForm';
import { Status } from './Status';

/** To activate a project one reads its instructions and sets how it is done: both lie side by side. */
export default function ProjectPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const path = `/projects/${id}`;
  const project = useQuery({ queryKey: ['admin', path], queryFn: () => admin.get<Project>(path) });
  const [dialog, setDialog] = useState<'activate' | 'deactivate' | null>(null);
  if (project.isPending) return <Loading />;
  if (project.isError) return <Failure failure={project.error} retry={project.refetch} />;
  const { data } = project;
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="start">
        <div>
          <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
            {data.name}
          </Title>
          <Group gap="sm" mt={4}>
            <Status value={data.status} />
            <Text className="quiet" size="sm">
              {data.id}
            </Text>
          </Group>
        </div>
        {data.status === 'active' ? (
          <Button variant="default" onClick={() => setDialog('deactivate')}>
            {t('admin.deactivate')}
          </Button>
        ) : (
          <Button onClick={() => setDialog('activate')}>{t('admin.activate')}</Button>
        )}
      </Group>
      {data.status_reason && (
        <Alert variant="outline" color="orange">
          {data.status_reason}
        </Alert>
      )}
      <div className={classes.two}>
        <section aria-label={t('work.instructions')}>
          <Title order={2} size="h4" mb="sm">
            {t('work.instructions')}
          </Title>
          <div className={classes.instructions}>
            <InstructionsFile url={ownUrl(data.instructions_file)} />
          </div>
        </section>
        <section aria-label={t('admin.settings')}>
          <Title order={2} size="h4" mb="sm">
            {t('admin.settings')}
          </Title>
          <SettingsForm key={JSON.stringify(data.settings)} project={data} />
        </section>
      </div>
      {dialog === 'activate' && (
        <FormDialog
          title={t('admin.activateTitle', { name: data.name })}
          hint={t('admin.activateHint')}
          action={t('admin.activate')}
          inputs={[]}
          onClose={() => setDialog(null)}
          onSend={async () => void (await admin.post(`${path}/activate`))}
        />
      )}
      {dialog === 'deactivate' && (
        <FormDialog
          title={t('admin.deactivateTitle', { name: data.name })}
          hint={t('admin.deactivateHint')}
          action={t('admin.deactivate')}
          inputs={[{ name: 'reason', label: t('admin.reason'), kind: 'long', required: true }]}
          onClose={() => setDialog(null)}
          onSend={async (values) => void (await admin.post(`${path}/deactivate`, values))}
        />
      )}
    </Stack>
  );
}
