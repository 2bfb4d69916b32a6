import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance, ServiceStatus } from './api';
import { LevelBadge } from './LevelBadge';
import classes from './operations.module.css';

/** One process: how it is, why it is not well, and its figures. */
export function InstanceCard({ instance, now }: { instance: Instance; now: number }) {
  const { t } = useTranslation();
  const { service, findings, level, status } = instance;
  return (
    <section
      className={classes.card}
      data-level={level}
      data-testid={`service-${service}`}
      aria-label={t('operations.live.instance', { service, number: instance.instance })}
    >
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h5">
          {service}
          {instance.instance > 1 && ` ${instance.instance}`}
        </Title>
        <LevelBadge level={level} />
      </Group>
      {findings.map((finding) => (
        <Text key={`${finding.code} ${finding.subject}`} size="sm" mt={6}>
          {t(`operations.live.findings.${finding.code}`, {
            defaultValue: finding.code,
            subject: finding.subject ?? '',
            value: finding.value === null ? '' : Math.round(finding.value * 10) / 10,
          })}
        </Text>
      ))}
      {status && <Figures status={status} now={now} />}
    </section>
  );
}

function Figures({ status, now }: { status: ServiceStatus; now: number }) {
  const { t, i18n } = useTranslation();
  const { count, failed, p95_ms } = status.requests;
  const unknown = t('operations.live.unknown');
  const number = (value: number) => value.toLocaleString(i18n.language);
  return (
    <dl className={classes.figures}>
      <Figure name={t('operations.live.uptime')}>{uptimeOf(status.started_at, now)}</Figure>
      <Figure name={t('operations.live.requests')}>{number(count)}</Figure>
      <Figure name={t('operations.live.failed')}>{count === 0 ? '—' : `${number(Math.round((1000 * failed) / count) / 10)} %`}</Figure>
      <Figure name={t('operations.live.p95')}>{p95_ms === null ? '—' : `${number(p95_ms)} ms`}</Figure>
      {status.backlogs === null && <Figure name={t('operations.live.backlogs.outbox')}>{unknown}</Figure>}
      {status.backlogs?.map(({ name, waiting, oldest_seconds }) => (
        <Figure key={name} name={t(`operations.live.backlogs.${name}`, { defaultValue: name })}>
          {oldest_seconds === null
            ? number(waiting)
            : t('operations.live.backlogOldest', { waiting: number(waiting), seconds: Math.round(oldest_seconds) })}
        </Figure>
      ))}
      <Figure name={t('operations.live.queues')}>{status.queues ? number(sumOf(status.queues, 'waiting')) : unknown}</Figure>
      <Figure name={t('operations.live.failedMessages')}>{status.queues ? number(sumOf(status.queues, 'failed')) : unknown}</Figure>
      <Figure name={t('operations.live.version')}>{status.version.split('+')[0]}</Figure>
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="quiet">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function sumOf(queues: { waiting: number; failed: number }[], what: 'waiting' | 'failed') {
  return queues.reduce((sum, queue) => sum + queue[what], 0);
}

function uptimeOf(startedAt: string, now: number) {
  const seconds = Math.max(0, Math.round((now - new Date(startedAt).getTime()) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  return `${days > 0 ? `${days} d ` : ''}${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
