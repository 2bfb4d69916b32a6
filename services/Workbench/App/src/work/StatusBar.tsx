import { Badge, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconCloudOff, IconHelp, IconLoader2, IconNotebook } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../api/work';
import type { SaveState } from '../drafts/DraftSaver';
import { ActionKey } from '../hotkeys/Key';
import { When } from '../shell/When';
import { useInstructionsRead } from './instructionsRead';
import classes from './work.module.css';

interface Props {
  assignment: Assignment;
  save: SaveState;
  secondsLeft: number | null;
  keepsNothing: boolean;
  showsInstructions: boolean;
  onInstructions: () => void;
  onSheet: () => void;
  children?: ReactNode;
}

const SOON_S = 120;

export function StatusBar({ assignment, save, secondsLeft, keepsNothing, showsInstructions, onInstructions, onSheet, children }: Props) {
  const { t } = useTranslation();
  const read = useInstructionsRead(assignment, showsInstructions);
  return (
    <div className={classes.status}>
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Text fw={650} truncate component="h1" size="sm">
          {assignment.project_name}
        </Text>
        {(assignment.priority === 'high' || assignment.priority === 'urgent') && (
          <Badge color="orange.7" variant="dot" style={{ flex: 'none' }}>
            {t(`priority.${assignment.priority}`)}
          </Badge>
        )}
        {assignment.due_date && (
          <span className="quiet">
            {t('work.due')} <When at={assignment.due_date} />
          </span>
        )}
        {assignment.status !== 'held' && <Badge variant="outline">{t(`status.${assignment.status}`)}</Badge>}
      </Group>
      <Group gap="md">
        {children}
        {assignment.status === 'held' && <Saved state={save} keepsNothing={keepsNothing} />}
        {secondsLeft !== null && (
          <span className={secondsLeft < SOON_S ? classes.late : 'quiet'} title={t('work.leaseHint')}>
            <IconClock size={15} aria-hidden="true" style={{ verticalAlign: '-2px' }} />{' '}
            <span className="visually-hidden">{t('work.lease')}</span>
            {Math.floor(secondsLeft / 60)}:{String(secondsLeft % 60).padStart(2, '0')}
          </span>
        )}
        <Button
          size="compact-sm"
          variant="default"
          aria-pressed={showsInstructions}
          leftSection={<IconNotebook size={16} />}
          rightSection={<ActionKey action="instructions" />}
          onClick={onInstructions}
        >
          {t('work.instructions')}
          {assignment.instructions_file && read !== 'current' && <span className={classes.unread}>{t(`work.instructions_${read}`)}</span>}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconHelp size={16} />}
          rightSection={<ActionKey action="sheet" />}
          onClick={onSheet}
        >
          {t('work.keys')}
        </Button>
      </Group>
    </div>
  );
}

const ICONS = {
  saving: IconLoader2,
  saved: IconCheck,
  offline: IconCloudOff,
  conflict: IconAlertTriangle,
  refused: IconAlertTriangle,
} as const;

/** Where the work is now, always in sight and read out when it changes. */
function Saved({ state, keepsNothing }: { state: SaveState; keepsNothing: boolean }) {
  const { t, i18n } = useTranslation();
  const Icon = state.kind === 'clean' ? null : ICONS[state.kind];
  const time = state.kind === 'saved' ? state.at.toLocaleTimeString(i18n.language, { hour12: false }) : '';
  return (
    <span className={classes.saved} data-kind={state.kind} data-testid="save-state" role="status">
      {Icon && <Icon size={15} aria-hidden="true" />}
      {t(`save.${state.kind}`, { time })}
      {keepsNothing && state.kind === 'offline' && ` ${t('save.keepsNothing')}`}
    </span>
  );
}
