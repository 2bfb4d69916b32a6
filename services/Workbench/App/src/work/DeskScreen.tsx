import { Alert, Button, Group } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/http';
import { type Assignment, work } from '../api/work';
import type { DraftBox } from '../drafts/draftBox';
import { FormPanel } from '../form/FormPanel';
import { focusField } from '../form/focusField';
import { visibleFields } from '../form/model';
import { ActionKey } from '../hotkeys/Key';
import { useActions } from '../hotkeys/useHotkeys';
import { Stage } from '../stage/Stage';
import { ActionBar } from './ActionBar';
import { ConflictDialog } from './ConflictDialog';
import { createDesk, DeskContext, useDesk, useDeskStore } from './desk';
import { HotkeySheet } from './HotkeySheet';
import type { Handed } from './handed';
import { Instructions } from './Instructions';
import { onStage } from './materials';
import { OverDialog } from './OverDialog';
import type { Opening } from './opening';
import { Progress } from './Progress';
import { ReasonDialog } from './ReasonDialog';
import { StatusBar } from './StatusBar';
import { useActs } from './useActs';
import { useDrafts } from './useDrafts';
import { useEarlier } from './useEarlier';
import { useLease } from './useLease';
import classes from './work.module.css';

interface Props {
  assignment: Assignment;
  opening: Opening;
  box: DraftBox;
  keepsNothing: boolean;
  handed: Handed | null;
  onDone: (handed: Omit<Handed, 'annotatorId'> | null) => void;
  onTakeBack: () => void;
  /** Called with each sign of life. */
  onBeat: () => void;
  reload: () => void;
}

type Dialog = 'skip' | 'problem' | 'sheet' | null;

export function DeskScreen(props: Props) {
  const { assignment, opening } = props;
  const [isCorrection, setCorrection] = useState(false);
  const isReadOnly = assignment.status !== 'held' && !isCorrection;
  const store = useMemo(() => createDesk(assignment, opening.answers, isReadOnly), [assignment, opening, isReadOnly]);
  return (
    <DeskContext value={store}>
      <Desk {...props} isCorrection={isCorrection} startCorrection={() => setCorrection(true)} />
    </DeskContext>
  );
}

function Desk({
  assignment,
  opening,
  box,
  keepsNothing,
  handed,
  onDone,
  onTakeBack,
  onBeat,
  reload,
  isCorrection,
  startCorrection,
}: Props & { isCorrection: boolean; startCorrection: () => void }) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const isReadOnly = useDesk((desk) => desk.isReadOnly);
  const hasStage = useDesk((desk) => onStage(desk.materials).length > 0);
  const suggestions = useDesk((desk) => desk.suggestions);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [showsInstructions, setShowsInstructions] = useState(false);
  const isHeld = assignment.status === 'held';
  const beat = useCallback(
    (id: string) => {
      onBeat();
      return work.heartbeat(id);
    },
    [onBeat],
  );
  const lease = useLease(assignment, isHeld, beat);
  const step = useEarlier(assignment);
  const { state, saver } = useDrafts(store, assignment, opening, box, async (version, annotations) => {
    const standing = await work.draft(assignment.id, version, annotations);
    lease.setExpires(standing.lease_expires);
    return standing;
  });
  const acts = useActs({ store, assignment, saver, isCorrection, onDone });
  const canUndoSubmission = handed !== null && handed.assignmentId !== assignment.id;

  function stepField(by: number) {
    const { fields, answers, active } = store.getState();
    const visible = visibleFields(fields, answers);
    const index = visible.findIndex((field) => field.name === active);
    const next = visible[(index + by + visible.length) % visible.length];
    if (next) focusField(store, next.name);
  }

  function undo() {
    if (store.getState().past.length === 0 && canUndoSubmission) onTakeBack();
    else store.getState().undo();
  }

  useActions({
    submit: !isReadOnly && (() => void acts.submit()),
    skip: isHeld && (() => setDialog('skip')),
    problem: isHeld && (() => setDialog('problem')),
    release: isHeld && (() => void acts.release()),
    previousTask: () => void step(1),
    nextTask: () => void step(-1),
    undo,
    redo: () => store.getState().redo(),
    instructions: () => setShowsInstructions(!showsInstructions),
    sheet: () => setDialog('sheet'),
    acceptSuggestions:
      !isReadOnly && suggestions !== null && (() => store.getState().replaceAll({ ...store.getState().answers, ...suggestions })),
    nextField: () => stepField(1),
    previousField: () => stepField(-1),
  });

  return (
    <div className={classes.screen}>
      <StatusBar
        assignment={assignment}
        save={state}
        secondsLeft={isHeld ? lease.secondsLeft : null}
        keepsNothing={keepsNothing}
        showsInstructions={showsInstructions}
        onInstructions={() => setShowsInstructions(!showsInstructions)}
        onSheet={() => setDialog('sheet')}
      >
        <Progress assignmentId={assignment.id} projectId={assignment.project_id} />
      </StatusBar>
      {assignment.review_comment && (
        <Alert color="orange" variant="outline" radius={0} title={t('work.returned')}>
          {assignment.review_comment}
        </Alert>
      )}
      {assignment.remark && (
        <Alert color="orange" variant="outline" radius={0} title={t('work.remark')}>
          {assignment.remark}
        </Alert>
      )}
      <div className={classes.desk} data-stage={hasStage || undefined}>
        {hasStage && (
          <section className={classes.stage} aria-label={t('work.material')}>
            <Stage />
          </section>
        )}
        <section className={classes.form} aria-label={t('work.form')}>
          <FormPanel />
        </section>
        {showsInstructions && <Instructions assignment={assignment} onClose={() => setShowsInstructions(false)} />}
      </div>
      {canUndoSubmission && (
        <Group className={classes.handed} role="status" gap="sm">
          {t(`handed.${handed?.status}`)}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowBackUp size={16} />}
            rightSection={<ActionKey action="undo" />}
            onClick={() => onTakeBack()}
          >
            {t('work.undoSubmit')}
          </Button>
        </Group>
      )}
      <ActionBar
        assignment={assignment}
        isCorrection={isCorrection}
        acts={acts}
        onUndo={undo}
        onSkip={() => setDialog('skip')}
        onProblem={() => setDialog('problem')}
        onCorrect={startCorrection}
        onTakenBack={reload}
      />

      {dialog === 'skip' && <ReasonDialog kind="skip" onClose={() => setDialog(null)} onSend={acts.skip} />}
      {dialog === 'problem' && <ReasonDialog kind="problem" onClose={() => setDialog(null)} onSend={acts.problem} />}
      {dialog === 'sheet' && <HotkeySheet onClose={() => setDialog(null)} />}
      {state.kind === 'conflict' && <ConflictDialog state={state} saver={saver} />}
      {(acts.over ?? lease.lost) && (
        <OverDialog problem={(acts.over ?? lease.lost) as Problem} onNext={() => onDone(null)} onAgain={reload} />
      )}
    </div>
  );
}
