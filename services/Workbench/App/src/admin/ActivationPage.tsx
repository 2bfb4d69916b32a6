import { Alert, Button, Group, Stack, Stepper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { ActivationEnd } from './ActivationEnd';
import { ActivationSample } from './ActivationSample';
import classes from './admin.module.css';
import { admin, type Project, type Template } from './api';
import { ProjectHead } from './ProjectHead';
import { ProjectInstructions } from './ProjectInstructions';
import { SettingsForm } from './SettingsForm';

const STEPS = ['instructions', 'settings', 'preview', 'order', 'activate'] as const;
type Step = (typeof STEPS)[number];

/** From a project that a client has made to one that takes jobs; each step can be gone back to. */
export default function ActivationPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const path = `/projects/${id}`;
  const project = useQuery({ queryKey: ['admin', path], queryFn: () => admin.get<Project>(path) });
  const form = useForm(project.data);
  const at = Math.max(0, STEPS.indexOf(params.get('step') as Step));
  const go = (to: number) => setParams({ step: STEPS[to] ?? STEPS[0] });

  if (project.isPending) return <Loading />;
  if (project.isError) return <Failure failure={project.error} retry={project.refetch} />;
  const { data } = project;
  return (
    <Stack gap="lg">
      <ProjectHead project={data}>
        <Button component={Link} variant="default" to={`/admin/projects/${id}`}>
          {t('office:toProject')}
        </Button>
      </ProjectHead>
      <Stepper active={at} onStepClick={go} size="sm" iconSize={30} className={classes.steps ?? ''} keepMounted={false}>
        {STEPS.map((step, index) => (
          <Stepper.Step key={step} label={t(`office:steps.${step}`)} aria-current={index === at ? 'step' : undefined} />
        ))}
      </Stepper>
      <section aria-label={t(`office:steps.${STEPS[at]}`)}>
        {STEPS[at] === 'instructions' && <ProjectInstructions project={data} />}
        {STEPS[at] === 'settings' && (
          <Stack gap="md">
            <Alert variant="outline" color="gray">
              {t('office:settingsHint')}
            </Alert>
            <SettingsForm key={JSON.stringify(data.settings)} project={data} />
          </Stack>
        )}
        {(STEPS[at] === 'preview' || STEPS[at] === 'order') &&
          (form.isPending ? (
            <Loading />
          ) : form.isError ? (
            <Failure failure={form.error} retry={form.refetch} />
          ) : (
            <ActivationSample key={id} project={id} form={form.data?.fields ?? null} shows={STEPS[at]} />
          ))}
        {STEPS[at] === 'activate' && <ActivationEnd project={data} template={form.data ?? null} />}
      </section>
      <Group justify="space-between">
        <Button variant="default" disabled={at === 0} onClick={() => go(at - 1)}>
          {t('office:back')}
        </Button>
        {at < STEPS.length - 1 && <Button onClick={() => go(at + 1)}>{t('office:next')}</Button>}
      </Group>
    </Stack>
  );
}

/** The template by which the project's jobs are done; null where it has none. */
function useForm(project: Project | undefined) {
  const { template_id, template_version } = project?.settings ?? {};
  const version = template_version ? `?version=${template_version}` : '';
  return useQuery({
    queryKey: ['admin', 'form', template_id ?? null, template_version ?? null],
    enabled: project !== undefined,
    queryFn: async () => (template_id ? await admin.get<Template>(`/templates/${template_id}${version}`) : null),
  });
}
