import { useEffect, useRef, useState } from 'react';
import { onSignedIn } from '../api/http';
import type { Answers, Assignment } from '../api/work';
import { DraftSaver, type SaveState } from '../drafts/DraftSaver';
import type { DraftBox } from '../drafts/draftBox';
import type { DeskStore } from './desk';
import type { Opening } from './opening';

type Send = (version: number, annotations: Answers) => Promise<{ version: number }>;

/** Ties the desk to the saver: every change is kept, and every way of leaving the page keeps what is not saved yet. */
export function useDrafts(store: DeskStore, assignment: Assignment, opening: Opening, box: DraftBox, send: Send) {
  const [state, setState] = useState<SaveState>(
    opening.isConflict ? { kind: 'conflict', theirs: assignment.draft, theirVersion: assignment.version } : { kind: 'clean' },
  );
  const latest = useRef(send);
  latest.current = send;
  const saver = useRef<DraftSaver | null>(null);

  useEffect(() => {
    if (store.getState().isReadOnly) return;
    const own = new DraftSaver({
      assignmentId: assignment.id,
      version: assignment.version,
      box,
      send: (version, annotations) => latest.current(version, annotations),
      onState: setState,
    });
    saver.current = own;
    if (opening.isConflict) own.meetConflict(assignment.draft, assignment.version);
    else if (opening.isUnsaved) own.changed(opening.answers);

    const unsubscribe = store.subscribe((desk, before) => {
      if (desk.answers !== before.answers) own.changed(desk.answers);
    });
    const flush = () => void own.flush();
    const onHidden = () => document.visibilityState === 'hidden' && flush();
    const stopListening = onSignedIn(flush);
    window.addEventListener('online', flush);
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      unsubscribe();
      stopListening();
      window.removeEventListener('online', flush);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', onHidden);
      void own.flush().then(() => own.stop());
    };
  }, [store, assignment, opening, box]);

  return { state, saver };
}
