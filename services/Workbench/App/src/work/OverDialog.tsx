import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/http';
import { JsonBlock } from '../content/ContentDisplay';
import { useDesk } from './desk';

/** The assignment is gone: what was done on it is shown, so that it can be taken along. */
export function OverDialog({ problem, onNext, onAgain }: { problem: Problem; onNext: () => void; onAgain: () => void }) {
  const { t } = useTranslation();
  const answers = useDesk((desk) => desk.answers);
  return (
    <Modal opened onClose={onNext} centered size="lg" title={t(`over.${problem.code}`, { defaultValue: problem.detail })}>
      <Stack gap="md">
        <Text size="sm">{t('over.hint')}</Text>
        <JsonBlock value={answers} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onAgain}>
            {t('over.again')}
          </Button>
          <Button data-autofocus onClick={onNext}>
            {t('over.next')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
