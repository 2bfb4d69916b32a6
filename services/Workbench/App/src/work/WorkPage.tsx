import { Button, Center, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { work } from '../api/work';
import { type DraftBox, forgivingBox, openDraftBox } from '../drafts/draftBox';
import { useSession } from '../session/SessionProvider';
import { Failure, wordsFor } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { DeskScreen } from './DeskScreen';
import { openingOf } from './opening';
import type { Handed } from './useActs';

/** One assignment after the other; or a certain one, from the history. */
export default function WorkPage() {
  const { t } = useTranslation();
  const { projectId, assignmentId } = useParams();
  const navigate = useNavigate();
  const { session } = useSession();
  const [turn, setTurn] = useState(0);
  const [handed, setHanded] = useState<Handed | null>(null);
  const [keepsNothing, setKeepsNothing] = useState(false);
  const box: DraftBox = useMemo(
    () => forgivingBox(openDraftBox(session.annotator_id), () => setKeepsNothing(true)),
    [session.annotator_id],
  );

  const opened = useQuery({
    queryKey: ['desk', projectId, assignmentId, turn],
    queryFn: async () => {
      const assignment = assignmentId ? await work.assignment(assignmentId) : await work.next(projectId);
      return assignment ? { assignment, opening: openingOf(assignment, await box.get(assignment.id)) } : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

  const goOn = useCallback(
    (what: Handed | null) => {
      setHanded(what);
      if (assignmentId) navigate(what ? `/work/${what.projectId}` : '/history');
      setTurn((now) => now + 1);
    },
    [assignmentId, navigate],
  );

  async function takeBack() {
    if (!handed) return;
    try {
      await work.undo(handed.assignmentId);
      navigate(`/assignments/${handed.assignmentId}`);
    } catch (failure) {
      notifications.show({ color: 'red', title: t('work.notTakenBack'), message: wordsFor(failure, t('session.unreachable')) });
    }
    setHanded(null);
  }

  if (opened.isPending) return <Loading />;
  if (opened.isError)
    return (
      <Center h="100%" p="md">
        <div>
          <Failure failure={opened.error} retry={opened.refetch} />
        </div>
      </Center>
    );
  if (!opened.data)
    return (
      <Center h="100%" p="md">
        <Stack align="center">
          <Title order={1} size="h3">
            {t('work.nothing')}
          </Title>
          <Text className="quiet">{t('work.nothingHint')}</Text>
          <Group>
            <Button onClick={() => setTurn(turn + 1)}>{t('work.lookAgain')}</Button>
            <Button component={Link} to="/" variant="default">
              {t('work.toProjects')}
            </Button>
            {handed?.undoUntil && (
              <Button variant="default" onClick={() => void takeBack()}>
                {t('work.undoSubmit')}
              </Button>
            )}
          </Group>
        </Stack>
      </Center>
    );
  return (
    <DeskScreen
      key={`${opened.data.assignment.id} ${turn}`}
      assignment={opened.data.assignment}
      opening={opened.data.opening}
      box={box}
      keepsNothing={keepsNothing}
      handed={handed}
      onDone={goOn}
      onTakeBack={() => void takeBack()}
      reload={() => setTurn(turn + 1)}
    />
  );
}
