import { notifications } from '@mantine/notifications';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/http';
import { type Assignment, type Standing, work } from '../api/work';
import type { DraftSaver } from '../drafts/DraftSaver';
import { focusField } from '../form/focusField';
import { answersToSubmit, fieldOfPath, labelOf, missingFields } from '../form/model';
import { wordsFor } from '../shell/Failure';
import { forgetComment, keptComment } from './comment';
import type { DeskStore } from './desk';
import type { Handed } from './handed';

interface Options {
  store: DeskStore;
  assignment: Assignment;
  saver: RefObject<DraftSaver | null>;
  isCorrection: boolean;
  onDone: (handed: Omit<Handed, 'annotatorId'> | null) => void;
}

/** What ends the work on an assignment. */
export function useActs({ store, assignment, saver, isCorrection, onDone }: Options) {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [over, setOver] = useState<Problem | null>(null);

  async function act(perform: () => Promise<Standing | undefined>): Promise<boolean> {
    if (isBusy) return false;
    setBusy(true);
    try {
      const standing = await perform();
      if (!standing) return false;
      await saver.current?.done();
      forgetComment(assignment.id);
      onDone({
        assignmentId: assignment.id,
        projectId: assignment.project_id,
        undoUntil: standing.undo_until ?? null,
        status: standing.status,
      });
      return true;
    } catch (failure) {
      meet(failure);
      return false;
    } finally {
      setBusy(false);
    }
  }

  function meet(failure: unknown) {
    if (failure instanceof Problem && failure.status === 422 && Object.keys(failure.errors).length > 0) {
      if (typeof failure.body.version === 'number') saver.current?.keptAsDraft(failure.body.version);
      showErrors(failure.errors);
    } else if (failure instanceof Problem && failure.code === 'version_conflict')
      saver.current?.meetConflict((failure.body.draft as Assignment['draft']) ?? null, Number(failure.body.version));
    else if (failure instanceof Problem && ['lease_lost', 'job_ended', 'already_submitted'].includes(failure.code)) setOver(failure);
    else notifications.show({ color: 'red', title: t('work.notSent'), message: wordsFor(failure, t('work.keptHere')), autoClose: 8000 });
  }

  /** Each at its field; the first of them gets the focus. */
  function showErrors(faults: Record<string, string[]>) {
    const { fields, setErrors } = store.getState();
    const names = new Set(fields.map((field) => field.name));
    const errors: Record<string, string[]> = {};
    for (const [path, messages] of Object.entries(faults)) {
      const name = fieldOfPath(path);
      const inside = path.replace(/^annotations\.?/, '').slice(name.length);
      const words = messages.map((message) => [inside.replace(/^\./, ''), message].filter(Boolean).join(' '));
      const at = names.has(name) ? name : '';
      errors[at] = [...(errors[at] ?? []), ...(at ? words : words.map((word) => `${name} ${word}`))];
    }
    setErrors(errors);
    const first = fields.find((field) => errors[field.name]);
    if (first) focusField(store, first.name);
  }

  function submit() {
    return act(async () => {
      const { fields, answers } = store.getState();
      const missing = missingFields(fields, answers);
      if (missing.length > 0) {
        showErrors(Object.fromEntries(missing.map((field) => [field.name, [t('form.missing', { name: labelOf(field) })]])));
        return undefined;
      }
      const comment = keptComment(assignment.id).trim() || undefined;
      const annotations = assignment.template ? answersToSubmit(fields, answers) : answers;
      if (isCorrection) return work.correct(assignment.id, assignment.version, annotations, comment);
      await saver.current?.flush();
      return work.submit(assignment.id, saver.current?.currentVersion ?? assignment.version, annotations, comment);
    });
  }

  return {
    isBusy,
    over,
    submit,
    skip: (reason: string) => act(() => work.skip(assignment.id, reason)),
    problem: (message: string) => act(() => work.problem(assignment.id, message)),
    release: () =>
      act(async () => {
        await saver.current?.flush();
        return work.release(assignment.id);
      }),
  };
}
