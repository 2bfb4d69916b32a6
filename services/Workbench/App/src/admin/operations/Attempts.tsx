import { Code, Group, Text, Timeline } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Attempt } from '../api';

/** Every try, in the order of time. What the receiver answered is a stranger's text. */
export function Attempts({ attempts }: { attempts: Attempt[] }) {
  const { t, i18n } = useTranslation();
  return (
    <Timeline active={attempts.length} bulletSize={18} lineWidth={2}>
      {attempts.map((attempt, index) => {
        const number = index + 1;
        const isTaken = attempt.status !== null && attempt.status < 300;
        return (
          <Timeline.Item
            key={attempt.date}
            color={isTaken ? 'green.8' : 'red.8'}
            title={`${t('operations.delivery.attempt', { number })}: ${attempt.status ?? t('operations.noAnswer')}`}
          >
            <Group gap="md">
              <Text size="sm" className="quiet">
                <time dateTime={attempt.date} title={attempt.date}>
                  {new Date(attempt.date).toLocaleString(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' })}
                </time>
              </Text>
              <Text size="sm" className="quiet">
                {t('operations.delivery.milliseconds', { ms: attempt.duration_ms })}
              </Text>
            </Group>
            {attempt.error && <Text size="sm">{attempt.error}</Text>}
            {attempt.response && (
              <Code
                block
                tabIndex={0}
                aria-label={t('operations.delivery.response', { number })}
                role="region"
                mt={4}
                mah={160}
                style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
              >
                {attempt.response}
              </Code>
            )}
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
