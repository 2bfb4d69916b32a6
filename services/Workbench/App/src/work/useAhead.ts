import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { type Assignment, work } from '../api/work';
import type { DraftBox } from '../drafts/draftBox';
import { waveformQuery } from '../media/waveform';
import { loadAhead } from '../stage/fetched';
import { textQuery } from '../stage/useFileText';
import { filesOf, materialsOf } from './materials';
import { type Opening, openingOf } from './opening';

export interface Opened {
  assignment: Assignment;
  opening: Opening;
}

interface Ready extends Opened {
  at: number;
}

/** First what is worked on now; then what comes after it. */
const AFTER_MS = 300;
/** The others are loaded one by one as the person comes to them. */
const FILES_MAX = 4;
/** The files of an assignment may be read for an hour. */
const VALID_MS = 45 * 60_000;

/**
 * The assignment after the current one, claimed and loaded while somebody works on that: it is on the screen as soon as the current one
 * has been handed in. It is a claim like any other, kept alive with the current one and given back when the page is left.
 */
export function useAhead(current: Assignment | null | undefined, isOn: boolean, projectId: string | undefined, box: DraftBox) {
  const queries = useQueryClient();
  const pending = useRef<Promise<Ready | null> | null>(null);
  const takenBack = useRef(new Set<string>());
  const currentId = isOn && current?.status === 'held' ? current.id : null;

  const giveBack = useCallback(() => {
    // Without a network it comes back by itself, when its lease is over.
    void pending.current?.then((ready) => {
      if (ready && !takenBack.current.has(ready.assignment.id)) void work.release(ready.assignment.id, true).catch(() => undefined);
    });
    pending.current = null;
  }, []);

  useEffect(() => {
    if (!currentId || pending.current) return;
    const timer = setTimeout(() => {
      pending.current = ask(currentId, projectId, box, queries);
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [currentId, projectId, box, queries]);

  useEffect(() => {
    if (!isOn) giveBack();
  }, [isOn, giveBack]);

  useEffect(() => {
    window.addEventListener('pagehide', giveBack);
    return () => {
      window.removeEventListener('pagehide', giveBack);
      giveBack();
    };
  }, [giveBack]);

  /** What is ready, once. Null: the queue is asked, which gives the same one should only its files be out of date. */
  const take = useCallback(async (): Promise<Opened | null> => {
    const asked = pending.current;
    pending.current = null;
    const ready = await asked;
    if (!ready || Date.now() >= Math.min(ready.at + VALID_MS, Date.parse(ready.assignment.lease_expires))) return null;
    // From now on it is work. Should it be lost, the next sign of life tells.
    void work.heartbeat(ready.assignment.id).catch(() => undefined);
    return ready;
  }, []);

  /** Asked for again it is the same one, with a new lease and new addresses of its files. */
  const beat = useCallback(() => {
    if (currentId && pending.current) pending.current = pending.current.then(() => ask(currentId, projectId, box, queries));
  }, [currentId, projectId, box, queries]);

  /** Work that is taken back is held again, and may be what the queue names next. Then it is not given back: somebody is at it. */
  const keep = useCallback((assignmentId: string) => {
    takenBack.current.add(assignmentId);
  }, []);

  return { take, beat, keep };
}

async function ask(currentId: string, projectId: string | undefined, box: DraftBox, queries: QueryClient): Promise<Ready | null> {
  try {
    const assignment = await work.next(projectId, currentId);
    if (!assignment) return null;
    const opening = openingOf(assignment, await box.get(assignment.id));
    void loadMaterials(assignment, queries);
    return { assignment, opening, at: Date.now() };
  } catch {
    // Nothing is lost: what went wrong shows when the next one is wanted.
    return null;
  }
}

async function loadMaterials(assignment: Assignment, queries: QueryClient) {
  for (const file of filesOf(assignment).slice(0, FILES_MAX)) await loadAhead(file);
  for (const { kind, url } of materialsOf(assignment, [])) {
    if (url && kind === 'text') void queries.prefetchQuery(textQuery(url));
    if (url && (kind === 'audio' || kind === 'video')) void queries.prefetchQuery(waveformQuery(url));
  }
}
