import { Text, Timeline, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { JsonBlock } from '../content/ContentDisplay';
import { When } from '../shell/When';
import type { Happening } from './history';

/** What happened to a job, the first at the top. */
export function JobHistory({ happenings }: { happenings: readonly Happening[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('office:history')}>
      <Title order={2} size="h4" mb="sm">
        {t('office:history')}
      </Title>
      <Timeline active={happenings.length - 1} bulletSize={14} lineWidth={2} data-testid="history">
        {happenings.map((one, index) => (
          <Timeline.Item
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened stays where it is
            key={index}
            color={one.isBad ? 'red.7' : undefined}
            title={
              <Text component="span" size="sm" fw={600}>
                {t(`office:happenings.${one.kind}`, { who: one.who ?? '' })}
              </Text>
            }
          >
            <Text size="xs" className="quiet">
              <When at={one.at} />
            </Text>
            {one.words && (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {one.words}
              </Text>
            )}
            {one.json !== undefined && (
              <details>
                <summary>{t('office:answer')}</summary>
                <JsonBlock value={one.json} />
              </details>
            )}
          </Timeline.Item>
        ))}
      </Timeline>
    </section>
  );
}
