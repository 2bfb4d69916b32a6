import type { Answers, Assignment } from '../api/work';
import type { KeptDraft } from '../drafts/draftBox';
import { sameJson } from '../form/model';
import { suggestionsOf } from './desk';

export interface Opening {
  /** What the annotator goes on from. */
  answers: Answers;
  /** Whether that is newer than what the server has. */
  isUnsaved: boolean;
  /** Both this machine and the server have something that the other has not. */
  isConflict: boolean;
}

/** What lies on the desk at first: what this machine kept, else the server's draft, else the suggestions. */
export function openingOf(assignment: Assignment, kept: KeptDraft | undefined): Opening {
  const ours = (assignment.status === 'submitted' ? assignment.annotations : null) ?? assignment.draft ?? suggestionsOf(assignment) ?? {};
  if (assignment.status !== 'held' || !kept || sameJson(kept.annotations, ours))
    return { answers: ours, isUnsaved: false, isConflict: false };
  const isConflict = kept.version !== assignment.version && assignment.draft !== null;
  return { answers: kept.annotations, isUnsaved: !isConflict, isConflict };
}
