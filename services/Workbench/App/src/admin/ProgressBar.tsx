import { Progress as Bar, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countOf, type JobStatus, type Progress, percentDone, STATUS_COLOURS, STATUSES } from './progress';

/** How much of a project is done, and what became of the rest. */
export function ProgressBar({ progress, size = 10 }: { progress: Progress; size?: number }) {
  const { t, i18n } = useTranslation();
  const number = (value: number) => value.toLocaleString(i18n.language);
  if (progress.jobs_all === 0)
    return (
      <Text size="sm" className="quiet">
        {t('office:noJobs')}
      </Text>
    );
  const name = (status: JobStatus) => `${t(`state.${status}`)}: ${number(countOf(progress, status))}`;
  return (
    <div style={{ minWidth: '9.5rem' }}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm">{t('office:doneOf', { done: number(progress.jobs_done), all: number(progress.jobs_all) })}</Text>
        <Text size="sm" fw={600}>
          {`${percentDone(progress)}\u00A0%`}
        </Text>
      </Group>
      <Bar.Root size={size} mt={4}>
        {STATUSES.filter((status) => countOf(progress, status) > 0).map((status) => (
          <Bar.Section
            key={status}
            value={(countOf(progress, status) / progress.jobs_all) * 100}
            color={STATUS_COLOURS[status]}
            aria-label={name(status)}
            title={name(status)}
          />
        ))}
      </Bar.Root>
    </div>
  );
}
