import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgivingBox, openDraftBox } from '../drafts/draftBox';
import { useSession } from '../session/SessionProvider';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { openingOf } from '../work/opening';
import { asAssignment, reviews } from './api';
import { ReviewScreen } from './ReviewScreen';

/** One review after the other. */
export default function ReviewPage() {
  const { t } = useTranslation();
  const { session } = useSession();
  const [turn, setTurn] = useState(0);
  const [keepsNothing, setKeepsNothing] = useState(false);
  const box = useMemo(() => forgivingBox(openDraftBox(session.annotator_id), () => setKeepsNothing(true)), [session.annotator_id]);
  const opened = useQuery({
    queryKey: ['review', turn],
    queryFn: async () => {
      const review = await reviews.next();
      if (!review) return null;
      const assignment = asAssignment(review);
      return { review, assignment, opening: openingOf(assignment, await box.get(review.id)) };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

  if (opened.isPending) return <Loading />;
  if (opened.isError)
    return (
      <Center h="100%" p="md">
        <Failure failure={opened.error} retry={opened.refetch} />
      </Center>
    );
  if (!opened.data)
    return (
      <Center h="100%" p="md">
        <Stack align="center">
          <Title order={1} size="h3">
            {t('review.nothing')}
          </Title>
          <Text className="quiet">{t('review.nothingHint')}</Text>
          <Button onClick={() => setTurn(turn + 1)}>{t('work.lookAgain')}</Button>
        </Stack>
      </Center>
    );
  const { review } = opened.data;
  return (
    <ReviewScreen key={`${review.id} ${turn}`} {...opened.data} box={box} keepsNothing={keepsNothing} onDone={() => setTurn(turn + 1)} />
  );
}
