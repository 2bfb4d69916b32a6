import { create } from 'zustand';
import type { Assignment } from '../api/work';

/** What was handed in, and until when it can be taken back. */
export interface Handed {
  assignmentId: string;
  annotatorId: string;
  projectId: string;
  undoUntil: string | null;
  status: Assignment['status'];
}

const KEPT_MAX = 10;

interface HandedStore {
  /** The last decisions of this tab, newest last. */
  list: Handed[];
  add: (handed: Handed) => void;
  remove: (assignmentId: string) => void;
}

export const useHanded = create<HandedStore>()((set) => ({
  list: [],
  add: (handed) =>
    set(({ list }) => ({ list: [...list.filter((one) => one.assignmentId !== handed.assignmentId), handed].slice(-KEPT_MAX) })),
  remove: (assignmentId) => set(({ list }) => ({ list: list.filter((one) => one.assignmentId !== assignmentId) })),
}));

/** The newest decision that this person can still take back. */
export function lastUndoable(list: readonly Handed[], annotatorId: string, now: number): Handed | null {
  return list.findLast((one) => one.annotatorId === annotatorId && one.undoUntil !== null && Date.parse(one.undoUntil) > now) ?? null;
}
