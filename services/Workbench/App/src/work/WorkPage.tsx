import { Center } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { work } from '../api/work';
import { type DraftBox, forgivingBox, openDraftBox } from '../drafts/draftBox';
import { useActions } from '../hotkeys/useHotkeys';
import { useSession } from '../session/SessionProvider';
import { Failure, wordsFor } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { DeskScreen } from './DeskScreen';
import { type Handed, lastUndoable, useHanded } from './handed';
import { openingOf } from './opening';
import { Pause } from './Pause';
import { usePreferences } from './preferences';
import { type Opened, useAhead } from './useAhead';

/** One assignment after the other; or a certain one, from the history. */
export default function WorkPage() {
  const { t } = useTranslation();
  const { projectId, assignmentId } = useParams();
  const navigate = useNavigate();
  const { session } = useSession();
  const [turn, setTurn] = useState(0);
  const [isResting, setResting] = useState(false);
  const [keepsNothing, setKeepsNothing] = useState(false);
  const goesOn = usePreferences((preferences) => preferences.goesOn);
  const { list, add, remove } = useHanded();
  const handed = lastUndoable(list, session.annotator_id, Date.now());
  const takingBack = useRef(Promise.resolve());
  const box: DraftBox = useMemo(
    () => forgivingBox(openDraftBox(session.annotator_id), () => setKeepsNothing(true)),
    [session.annotator_id],
  );

  const [current, setCurrent] = useState<Opened['assignment'] | null>(null);
  const ahead = useAhead(current, goesOn && !assignmentId && !isResting, projectId, box);

  const opened = useQuery({
    queryKey: ['desk', projectId, assignmentId, turn],
    enabled: !isResting,
    queryFn: async (): Promise<Opened | null> => {
      const found = (assignmentId ? null : await ahead.take()) ?? (await open());
      setCurrent(found?.assignment ?? null);
      return found;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

  async function open(): Promise<Opened | null> {
    const assignment = assignmentId ? await work.assignment(assignmentId) : await work.next(projectId);
    return assignment ? { assignment, opening: openingOf(assignment, await box.get(assignment.id)) } : null;
  }

  const goOn = useCallback(
    (what: Omit<Handed, 'annotatorId'> | null) => {
      if (what) add({ ...what, annotatorId: session.annotator_id });
      if (assignmentId) navigate(what ? `/work/${what.projectId}` : '/history');
      else setResting(what !== null && !goesOn);
      setTurn((now) => now + 1);
    },
    [assignmentId, navigate, add, session.annotator_id, goesOn],
  );

  function next() {
    setResting(false);
    setTurn((now) => now + 1);
  }

  /** Pressed again before the first is through, it takes back the one before: none is asked for twice. */
  function takeBack() {
    const last = lastUndoable(useHanded.getState().list, session.annotator_id, Date.now());
    if (!last) return;
    ahead.keep(last.assignmentId);
    remove(last.assignmentId);
    takingBack.current = takingBack.current.then(async () => {
      try {
        await work.undo(last.assignmentId);
        navigate(`/assignments/${last.assignmentId}`);
      } catch (failure) {
        notifications.show({ color: 'red', title: t('work.notTakenBack'), message: wordsFor(failure, t('session.unreachable')) });
      }
    });
  }

  // While a job is being opened there is no desk that hears the key.
  useActions({ undo: !isResting && opened.isPending && handed !== null && takeBack });

  if (isResting) return <Pause kind="resting" handed={handed} onNext={next} onTakeBack={takeBack} />;
  if (opened.isPending) return <Loading />;
  if (opened.isError)
    return (
      <Center h="100%" p="md">
        <div>
          <Failure failure={opened.error} retry={opened.refetch} />
        </div>
      </Center>
    );
  if (!opened.data) return <Pause kind="nothing" handed={handed} onNext={next} onTakeBack={takeBack} />;
  return (
    <DeskScreen
      key={`${opened.data.assignment.id} ${turn}`}
      assignment={opened.data.assignment}
      opening={opened.data.opening}
      box={box}
      keepsNothing={keepsNothing}
      handed={handed}
      onDone={goOn}
      onTakeBack={takeBack}
      onBeat={ahead.beat}
      reload={() => setTurn(turn + 1)}
    />
  );
}
