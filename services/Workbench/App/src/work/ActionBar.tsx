import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconPlayerTrackNext } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../api/work';
import type { ActionId } from '../hotkeys/actions';
import { ActionKey } from '../hotkeys/Key';
import { CommentButton } from './CommentButton';
import { useDesk } from './desk';
import { usePreferences } from './preferences';
import { TakeBack } from './TakeBack';
import type { useActs } from './useActs';
import classes from './work.module.css';

interface Props {
  assignment: Assignment;
  isCorrection: boolean;
  acts: ReturnType<typeof useActs>;
  onUndo: () => void;
  onSkip: () => void;
  onProblem: () => void;
  onCorrect: () => void;
  onTakenBack: () => void;
}

export function ActionBar({ assignment, isCorrection, acts, onUndo, onSkip, onProblem, onCorrect, onTakenBack }: Props) {
  const { t } = useTranslation();
  const canUndo = useDesk((desk) => desk.past.length > 0);
  const canRedo = useDesk((desk) => desk.future.length > 0);
  const redo = useDesk((desk) => desk.redo);
  const hasSuggestions = useDesk((desk) => desk.suggestions !== null && desk.past.length > 0);
  const accept = useDesk((desk) => desk.replaceAll);
  const suggestions = useDesk((desk) => desk.suggestions);
  const isHeld = assignment.status === 'held';

  if (!isHeld && !isCorrection)
    return (
      <footer className={classes.actions}>
        <span />
        <Group gap="xs">
          {assignment.undo_until && <TakeBack assignmentId={assignment.id} onTakenBack={onTakenBack} />}
          {assignment.status === 'submitted' && assignment.can_correct && <Button onClick={onCorrect}>{t('work.correct')}</Button>}
        </Group>
      </footer>
    );
  return (
    <footer className={classes.actions}>
      <Group gap="xs">
        <Tool label={t('work.undo')} action="undo" disabled={!canUndo} onClick={onUndo} icon={<IconArrowBackUp size={18} />} />
        <Tool label={t('work.redo')} action="redo" disabled={!canRedo} onClick={redo} icon={<IconArrowForwardUp size={18} />} />
        {hasSuggestions && suggestions && (
          <Button size="sm" variant="default" rightSection={<ActionKey action="acceptSuggestions" />} onClick={() => accept(suggestions)}>
            {t('work.acceptSuggestions')}
          </Button>
        )}
        {isHeld && <GoesOn />}
      </Group>
      <Group gap="xs">
        {isHeld && (
          <>
            <Button
              variant="default"
              rightSection={<ActionKey action="release" />}
              disabled={acts.isBusy}
              onClick={() => void acts.release()}
            >
              {t('work.release')}
            </Button>
            <Button variant="default" rightSection={<ActionKey action="problem" />} disabled={acts.isBusy} onClick={onProblem}>
              {t('work.problem')}
            </Button>
            <Button variant="default" rightSection={<ActionKey action="skip" />} disabled={acts.isBusy} onClick={onSkip}>
              {t('work.skip')}
            </Button>
          </>
        )}
        <CommentButton assignmentId={assignment.id} />
        <Button
          className={classes.submit ?? ''}
          rightSection={<ActionKey action="submit" />}
          loading={acts.isBusy}
          onClick={() => void acts.submit()}
        >
          {isCorrection ? t('work.submitCorrection') : t('work.submit')}
        </Button>
      </Group>
    </footer>
  );
}

/** Whether the next job comes by itself. */
function GoesOn() {
  const { t } = useTranslation();
  const { goesOn, setGoesOn } = usePreferences();
  return (
    <Tooltip label={t('work.goesOn')}>
      <ActionIcon
        variant={goesOn ? 'filled' : 'default'}
        size="lg"
        aria-label={t('work.goesOn')}
        aria-pressed={goesOn}
        onClick={() => setGoesOn(!goesOn)}
      >
        <IconPlayerTrackNext size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

function Tool({
  label,
  action,
  disabled,
  onClick,
  icon,
}: {
  label: string;
  action: ActionId;
  disabled: boolean;
  onClick: () => void;
  icon: React.ReactNode;
}) {
  return (
    <Tooltip
      label={
        <>
          {label} <ActionKey action={action} />
        </>
      }
    >
      <ActionIcon variant="default" size="lg" aria-label={label} disabled={disabled} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
