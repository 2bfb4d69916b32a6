import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Answers } from '../api/work';

export interface KeptDraft {
  assignmentId: string;
  /** The server's version that it was made from. */
  version: number;
  annotations: Answers;
  keptAt: number;
}

export interface DraftBox {
  get(assignmentId: string): Promise<KeptDraft | undefined>;
  put(draft: KeptDraft): Promise<void>;
  remove(assignmentId: string): Promise<void>;
}

interface Schema extends DBSchema {
  drafts: { key: string; value: KeptDraft };
}

const STORE = 'drafts';
const KEEP_DAYS = 30;

/** A box for each person: what one leaves on a shared machine, the next never sees. */
export function openDraftBox(annotatorId: string): DraftBox {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const open = () => {
    opened ??= openDB<Schema>(`hitl-drafts-${annotatorId}`, 1, { upgrade: (database) => void database.createObjectStore(STORE) }).then(
      forgetOld,
    );
    return opened;
  };
  return {
    get: async (assignmentId) => (await open()).get(STORE, assignmentId),
    put: async (draft) => void (await (await open()).put(STORE, draft, draft.assignmentId)),
    remove: async (assignmentId) => (await open()).delete(STORE, assignmentId),
  };
}

async function forgetOld(database: IDBPDatabase<Schema>) {
  const oldest = Date.now() - KEEP_DAYS * 24 * 60 * 60 * 1000;
  for (const draft of await database.getAll(STORE)) if (draft.keptAt < oldest) await database.delete(STORE, draft.assignmentId);
  return database;
}

/** Where the browser keeps nothing (a private window of some): work goes on, and only the server keeps drafts. */
export function forgivingBox(box: DraftBox, onLost: () => void): DraftBox {
  const forgive = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await act();
    } catch (failure) {
      if (!(failure instanceof DOMException)) throw failure;
      onLost();
      return undefined;
    }
  };
  return {
    get: (assignmentId) => forgive(() => box.get(assignmentId)),
    put: async (draft) => void (await forgive(() => box.put(draft))),
    remove: async (assignmentId) => void (await forgive(() => box.remove(assignmentId))),
  };
}
