import { Card, ColorSwatch, Group, Stack, Text, Title, useMantineTheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { When } from '../shell/When';
import classes from './admin.module.css';
import { DataAt } from './DataAt';
import { ProgressBar } from './ProgressBar';
import { countOf, type JobStatus, type Progress, STATUS_COLOURS, STATUSES, useProgress } from './progress';

/** How far one project is: counts that add up, the recent pace, and when it ends at that pace. */
export function ProgressPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const { found, isPending, isError, error, retry } = useProgress([id]);
  const progress = found.get(id);
  return (
    <Card withBorder component="section" aria-label={t('office:progress')}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t('office:progress')}
        </Title>
        {progress && <DataAt at={progress.data_date} />}
      </Group>
      {isError && <Failure failure={error} retry={retry} />}
      {isPending && <Loading />}
      {progress && <Numbers id={id} progress={progress} />}
      {!progress && !isPending && !isError && <Text className="quiet">{t('office:notCounted')}</Text>}
    </Card>
  );
}

function Numbers({ id, progress }: { id: string; progress: Progress }) {
  const { t, i18n } = useTranslation();
  const open = progress.jobs_new + progress.jobs_progress;
  const pace = progress.done_a_day.toLocaleString(i18n.language, { maximumFractionDigits: 1 });
  return (
    <Stack gap="md">
      <ProgressBar progress={progress} size={16} />
      <ul className={classes.counts}>
        {STATUSES.map((status) => (
          <li key={status} data-status={status}>
            <Swatch status={status} />
            <Link to={`/admin/jobs?project_id=${id}&status=${status}`}>{t(`state.${status}`)}</Link>
            <strong>{countOf(progress, status).toLocaleString(i18n.language)}</strong>
          </li>
        ))}
        <li data-status="all">
          {t('office:total')} <strong>{progress.jobs_all.toLocaleString(i18n.language)}</strong>
        </li>
      </ul>
      <Group gap="xl">
        <Text size="sm">
          {t('office:pace')}: <strong>{t('office:aDay', { pace })}</strong>
        </Text>
        <Text size="sm">
          {t('office:end')}:{' '}
          <strong>
            {progress.estimated_end_date ? (
              <When at={progress.estimated_end_date} />
            ) : (
              t(open === 0 ? 'office:nothingOpen' : 'office:unknown')
            )}
          </strong>
        </Text>
      </Group>
    </Stack>
  );
}

function Swatch({ status }: { status: JobStatus }) {
  const theme = useMantineTheme();
  const [colour, shade] = STATUS_COLOURS[status].split('.') as [string, string];
  return <ColorSwatch size={12} color={theme.colors[colour]?.[Number(shade)] ?? colour} aria-hidden="true" withShadow={false} />;
}
