import { notifications } from '@mantine/notifications';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/http';
import type { DraftSaver } from '../drafts/DraftSaver';
import { answersToSubmit } from '../form/model';
import { wordsFor } from '../shell/Failure';
import type { DeskStore } from '../work/desk';
import { type Review, type ReviewStanding, reviews } from './api';

/** What ends a review. */
export function useDecisions(store: DeskStore, review: Review, saver: RefObject<DraftSaver | null>, onDone: () => void) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [over, setOver] = useState<Problem | null>(null);

  async function act(perform: (version: number) => Promise<ReviewStanding>): Promise<boolean> {
    if (isBusy) return false;
    setBusy(true);
    try {
      await saver.current?.flush();
      await perform(saver.current?.currentVersion ?? review.version);
      await saver.current?.done();
      onDone();
      return true;
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 409 && failure.code !== 'version_conflict') setOver(failure);
      else notifications.show({ color: 'red', title: t('work.notSent'), message: wordsFor(failure, t('work.keptHere')), autoClose: 8000 });
      return false;
    } finally {
      setBusy(false);
    }
  }

  function answers() {
    const desk = store.getState();
    return review.template ? answersToSubmit(desk.fields, desk.answers) : desk.answers;
  }

  return {
    isBusy,
    over,
    accept: () => act((version) => reviews.accept(review.id, version)),
    fix: (comment: string) => act((version) => reviews.fix(review.id, version, answers(), comment)),
    giveBack: (comment: string) => act((version) => reviews.giveBack(review.id, version, comment)),
    release: () => act(() => reviews.release(review.id)),
  };
}
