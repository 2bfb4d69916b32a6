import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem, Unreachable } from '../api/http';
import type { Answers } from '../api/work';
import { DraftSaver, type SaveState } from './DraftSaver';
import type { DraftBox, KeptDraft } from './draftBox';
import { openDraftBox } from './draftBox';

class MemoryBox implements DraftBox {
  kept = new Map<string, KeptDraft>();
  get = async (id: string) => this.kept.get(id);
  put = async (draft: KeptDraft) => void this.kept.set(draft.assignmentId, draft);
  remove = async (id: string) => void this.kept.delete(id);
}

class Server {
  version = 1;
  draft: Answers | null = null;
  failure: Error | null = null;
  calls = 0;
  send = async (version: number, annotations: Answers) => {
    this.calls++;
    if (this.failure) throw this.failure;
    if (version !== this.version) throw new Problem(409, 'version_conflict', '', {}, { version: this.version, draft: this.draft }, null);
    this.draft = annotations;
    return { version: ++this.version };
  };
}

function start() {
  const [box, server, states] = [new MemoryBox(), new Server(), [] as SaveState[]];
  const saver = new DraftSaver({ assignmentId: 'a', version: 1, box, send: server.send, onState: (state) => states.push(state) });
  return { box, server, states, saver, last: () => states.at(-1) };
}

describe('a draft', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is on this machine in a moment and on the server within two seconds', async () => {
    const { saver, box, server, last } = start();
    saver.changed({ a: 1 });
    await vi.advanceTimersByTimeAsync(300);
    expect(box.kept.get('a')?.annotations).toEqual({ a: 1 });
    await vi.advanceTimersByTimeAsync(1700);
    expect(server.draft).toEqual({ a: 1 });
    expect(last()?.kind).toBe('saved');
    expect(box.kept.size).toBe(0);
  });

  it('goes up once for many changes', async () => {
    const { saver, server } = start();
    for (let i = 0; i < 20; i++) saver.changed({ a: i });
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.calls).toBe(1);
    expect(server.draft).toEqual({ a: 19 });
  });

  it('stays on this machine while there is no network, and goes up when there is', async () => {
    const { saver, box, server, last } = start();
    server.failure = new Unreachable();
    saver.changed({ a: 1 });
    await vi.advanceTimersByTimeAsync(4000);
    expect(last()?.kind).toBe('offline');
    expect(box.kept.get('a')?.annotations).toEqual({ a: 1 });
    saver.changed({ a: 2 });
    server.failure = null;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.draft).toEqual({ a: 2 });
    expect(last()?.kind).toBe('saved');
  });

  it('outlives the end of a session', async () => {
    const { saver, server, last } = start();
    server.failure = new Problem(401, 'session_ended', '', {}, {}, null);
    saver.changed({ a: 1 });
    await vi.advanceTimersByTimeAsync(3000);
    expect(last()?.kind).toBe('offline');
    server.failure = null;
    await saver.flush();
    expect(server.draft).toEqual({ a: 1 });
  });

  it('that meets a newer one shows both, and overwrites neither', async () => {
    const { saver, server, box, last } = start();
    server.version = 5;
    server.draft = { a: 'theirs' };
    saver.changed({ a: 'mine' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(last()).toEqual({ kind: 'conflict', theirs: { a: 'theirs' }, theirVersion: 5 });
    saver.changed({ a: 'mine too' });
    await vi.advanceTimersByTimeAsync(3000);
    expect(server.draft).toEqual({ a: 'theirs' });
    expect(box.kept.get('a')?.annotations).toEqual({ a: 'mine too' });
    saver.resolve({ a: 'mine too' }, 5);
    await vi.advanceTimersByTimeAsync(100);
    expect(server.draft).toEqual({ a: 'mine too' });
  });

  it('that is refused stays here', async () => {
    const { saver, server, box, last } = start();
    server.failure = new Problem(409, 'lease_lost', 'gone', {}, {}, null);
    saver.changed({ a: 1 });
    await vi.advanceTimersByTimeAsync(3000);
    expect(last()).toEqual({ kind: 'refused', code: 'lease_lost', message: 'gone' });
    expect(box.kept.get('a')?.annotations).toEqual({ a: 1 });
  });
});

it('a box belongs to one person', async () => {
  await openDraftBox('ann').put({ assignmentId: 'a', version: 1, annotations: { a: 1 }, keptAt: Date.now() });
  expect((await openDraftBox('ann').get('a'))?.annotations).toEqual({ a: 1 });
  expect(await openDraftBox('bob').get('a')).toBeUndefined();
});
