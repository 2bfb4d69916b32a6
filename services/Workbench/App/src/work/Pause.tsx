import { Button, Center, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActionKey } from '../hotkeys/Key';
import { useActions } from '../hotkeys/useHotkeys';
import type { Handed } from './handed';
import { useEarlier } from './useEarlier';

interface Props {
  kind: 'nothing' | 'resting';
  handed: Handed | null;
  onNext: () => void;
  onTakeBack: () => void;
}

/** Between two jobs: there is none, or somebody wants to be asked before the next one comes. */
export function Pause({ kind, handed, onNext, onTakeBack }: Props) {
  const { t } = useTranslation();
  const step = useEarlier(null);
  useActions({ undo: handed !== null && onTakeBack, submit: onNext, previousTask: () => void step(1) });
  return (
    <Center h="100%" p="md">
      <Stack align="center">
        <Title order={1} size="h3">
          {kind === 'resting' ? t(`handed.${handed?.status ?? 'submitted'}`) : t('work.nothing')}
        </Title>
        <Text className="quiet">{t(kind === 'resting' ? 'work.restingHint' : 'work.nothingHint')}</Text>
        <Group>
          <Button data-autofocus autoFocus rightSection={<ActionKey action="submit" />} onClick={onNext}>
            {t(kind === 'resting' ? 'work.nextJob' : 'work.lookAgain')}
          </Button>
          {handed && (
            <Button variant="default" rightSection={<ActionKey action="undo" />} onClick={onTakeBack}>
              {t('work.undoSubmit')}
            </Button>
          )}
          <Button component={Link} to="/" variant="default">
            {t('work.toProjects')}
          </Button>
        </Group>
      </Stack>
    </Center>
  );
}
