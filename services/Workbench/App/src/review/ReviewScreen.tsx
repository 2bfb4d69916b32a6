import { Button, Group } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/http';
import type { Assignment } from '../api/work';
import type { DraftBox } from '../drafts/draftBox';
import { FormPanel } from '../form/FormPanel';
import { sameJson } from '../form/model';
import { ActionKey } from '../hotkeys/Key';
import { useActions } from '../hotkeys/useHotkeys';
import { Stage } from '../stage/Stage';
import { ConflictDialog } from '../work/ConflictDialog';
import { createDesk, DeskContext, useDesk, useDeskStore } from '../work/desk';
import { HotkeySheet } from '../work/HotkeySheet';
import { Instructions } from '../work/Instructions';
import { onStage } from '../work/materials';
import { OverDialog } from '../work/OverDialog';
import type { Opening } from '../work/opening';
import { ReasonDialog } from '../work/ReasonDialog';
import { StatusBar } from '../work/StatusBar';
import { useDrafts } from '../work/useDrafts';
import { useLease } from '../work/useLease';
import classes from '../work/work.module.css';
import { type Review, reviews } from './api';
import reviewClasses from './review.module.css';
import { Submissions } from './Submissions';
import { useDecisions } from './useDecisions';

interface Props {
  review: Review;
  assignment: Assignment;
  opening: Opening;
  box: DraftBox;
  keepsNothing: boolean;
  onDone: () => void;
}

export function ReviewScreen(props: Props) {
  const store = useMemo(() => createDesk(props.assignment, props.opening.answers, false), [props.assignment, props.opening]);
  return (
    <DeskContext value={store}>
      <ReviewDesk {...props} />
    </DeskContext>
  );
}

type Dialog = 'fix' | 'return' | 'sheet' | null;

/** What is proposed, beside what was submitted: it is accepted as it is, mended, or returned. */
function ReviewDesk({ review, assignment, opening, box, keepsNothing, onDone }: Props) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const [dialog, setDialog] = useState<Dialog>(null);
  const [showsInstructions, setShowsInstructions] = useState(false);
  const hasStage = useDesk((desk) => onStage(desk.materials).length > 0);
  const isMended = useDesk((desk) => !sameJson(desk.answers, review.proposed));
  const lease = useLease(assignment, true, reviews.heartbeat);
  const { state, saver } = useDrafts(store, assignment, opening, box, async (version, annotations) => {
    const standing = await reviews.draft(review.id, version, annotations);
    lease.setExpires(standing.lease_expires);
    return standing;
  });
  const decisions = useDecisions(store, review, saver, onDone);
  const decide = () => (isMended ? setDialog('fix') : void decisions.accept());

  useActions({
    submit: decide,
    problem: () => setDialog('return'),
    release: () => void decisions.release(),
    undo: () => store.getState().undo(),
    redo: () => store.getState().redo(),
    instructions: () => setShowsInstructions(!showsInstructions),
    sheet: () => setDialog('sheet'),
  });

  return (
    <div className={classes.screen}>
      <StatusBar
        assignment={assignment}
        save={state}
        secondsLeft={lease.secondsLeft}
        keepsNothing={keepsNothing}
        showsInstructions={showsInstructions}
        onInstructions={() => setShowsInstructions(!showsInstructions)}
        onSheet={() => setDialog('sheet')}
      />
      <div className={classes.desk} data-stage={hasStage || undefined}>
        {hasStage && (
          <section className={classes.stage} aria-label={t('work.material')}>
            <Stage />
          </section>
        )}
        <section className={`${classes.form} ${reviewClasses.form}`} aria-label={t('work.form')}>
          <Submissions review={review} />
          <FormPanel />
        </section>
        {showsInstructions && <Instructions assignment={assignment} onClose={() => setShowsInstructions(false)} />}
      </div>
      <footer className={classes.actions}>
        <span className="quiet">{t('review.stage', { stage: review.stage, stages: review.stages })}</span>
        <Group gap="xs">
          <Button
            variant="default"
            disabled={decisions.isBusy}
            rightSection={<ActionKey action="release" />}
            onClick={() => void decisions.release()}
          >
            {t('work.release')}
          </Button>
          <Button
            variant="default"
            disabled={decisions.isBusy}
            rightSection={<ActionKey action="problem" />}
            onClick={() => setDialog('return')}
          >
            {t('review.return')}
          </Button>
          <Button loading={decisions.isBusy} rightSection={<ActionKey action="submit" />} onClick={decide}>
            {isMended ? t('review.fix') : t('review.accept')}
          </Button>
        </Group>
      </footer>
      {dialog === 'fix' && <ReasonDialog kind="fix" onClose={() => setDialog(null)} onSend={decisions.fix} />}
      {dialog === 'return' && <ReasonDialog kind="return" onClose={() => setDialog(null)} onSend={decisions.giveBack} />}
      {dialog === 'sheet' && <HotkeySheet onClose={() => setDialog(null)} />}
      {state.kind === 'conflict' && <ConflictDialog state={state} saver={saver} />}
      {(decisions.over ?? lease.lost) && (
        <OverDialog problem={(decisions.over ?? lease.lost) as Problem} onNext={onDone} onAgain={onDone} />
      )}
    </div>
  );
}
