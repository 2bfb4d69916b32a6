import { isTransient, Problem } from '../api/http';
import type { Answers } from '../api/work';
import type { DraftBox } from './draftBox';

export type SaveState =
  | { kind: 'clean' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  | { kind: 'offline' }
  | { kind: 'conflict'; theirs: Answers | null; theirVersion: number }
  /** The server takes no more drafts of this assignment; they are still kept here. */
  | { kind: 'refused'; code: string; message: string };

interface Options {
  assignmentId: string;
  version: number;
  box: DraftBox;
  send: (version: number, annotations: Answers) => Promise<{ version: number }>;
  onState: (state: SaveState) => void;
}

const LOCAL_AFTER_MS = 250;
const SERVER_AFTER_MS = 1200;
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000];

/**
 * Keeps what somebody does, first on this machine, then on the server. What is not yet on the server stays in the box, across
 * closed tabs, dead networks and restarted servers, until it is or until its author says otherwise.
 */
export class DraftSaver {
  private version: number;
  private wanted: Answers | null = null;
  private localTimer: ReturnType<typeof setTimeout> | undefined;
  private serverTimer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | null = null;
  private failures = 0;
  private isStopped = false;
  private state: SaveState = { kind: 'clean' };

  constructor(private readonly options: Options) {
    this.version = options.version;
  }

  get currentVersion() {
    return this.version;
  }

  get hasUnsaved() {
    return this.wanted !== null || this.sending !== null;
  }

  changed(annotations: Answers) {
    if (this.isStopped) return;
    this.wanted = annotations;
    clearTimeout(this.localTimer);
    this.localTimer = setTimeout(() => void this.keep(), LOCAL_AFTER_MS);
    if (this.state.kind === 'conflict' || this.state.kind === 'refused') return;
    if (this.state.kind !== 'offline') this.tell({ kind: 'saving' });
    this.sendIn(this.failures === 0 ? SERVER_AFTER_MS : undefined);
  }

  /** At once: before a submission, when the page is left, when the network is back. */
  async flush(): Promise<void> {
    clearTimeout(this.serverTimer);
    await this.keep();
    if (this.sending) await this.sending;
    if (this.wanted && !this.isStopped && this.state.kind !== 'conflict' && this.state.kind !== 'refused') await this.run();
  }

  /** The server has kept what was submitted and refused as a draft in its next version. */
  keptAsDraft(version: number) {
    this.version = version;
  }

  /** Somebody else's newer draft has turned up: nothing goes to the server until its author has chosen. */
  meetConflict(theirs: Answers | null, theirVersion: number) {
    clearTimeout(this.serverTimer);
    this.tell({ kind: 'conflict', theirs, theirVersion });
  }

  /** After a conflict: goes on from the server's version with what its author chose. */
  resolve(annotations: Answers, version: number) {
    this.version = version;
    this.failures = 0;
    this.tell({ kind: 'saving' });
    this.wanted = annotations;
    void this.flush();
  }

  /** The assignment has moved on, by a submission: its drafts are history. */
  async done() {
    this.stop();
    this.wanted = null;
    await this.options.box.remove(this.options.assignmentId);
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.localTimer);
    clearTimeout(this.serverTimer);
  }

  private async keep() {
    clearTimeout(this.localTimer);
    if (!this.wanted) return;
    await this.options.box.put({
      assignmentId: this.options.assignmentId,
      version: this.version,
      annotations: this.wanted,
      keptAt: Date.now(),
    });
  }

  private sendIn(delay?: number) {
    clearTimeout(this.serverTimer);
    const wait = delay ?? RETRY_MS[Math.min(this.failures - 1, RETRY_MS.length - 1)] ?? SERVER_AFTER_MS;
    this.serverTimer = setTimeout(() => void this.run(), wait);
  }

  private run(): Promise<void> {
    // One at a time: the next draft needs the version that this one brings.
    if (this.sending) return this.sending;
    this.sending = this.sendWanted().finally(() => {
      this.sending = null;
      if (this.wanted && !this.isStopped && this.state.kind === 'saved') this.sendIn(SERVER_AFTER_MS);
    });
    return this.sending;
  }

  private async sendWanted() {
    const annotations = this.wanted;
    if (!annotations || this.isStopped) return;
    try {
      this.version = (await this.options.send(this.version, annotations)).version;
      this.failures = 0;
      if (this.wanted === annotations) {
        this.wanted = null;
        clearTimeout(this.localTimer);
        await this.options.box.remove(this.options.assignmentId);
      }
      this.tell({ kind: 'saved', at: new Date() });
    } catch (failure) {
      await this.keep();
      this.meet(failure);
    }
  }

  private meet(failure: unknown) {
    if (isTransient(failure) || (failure instanceof Problem && failure.status === 401)) {
      this.failures++;
      this.tell({ kind: 'offline' });
      if (!this.isStopped) this.sendIn();
    } else if (failure instanceof Problem && failure.code === 'version_conflict') {
      this.meetConflict((failure.body.draft as Answers | null | undefined) ?? null, Number(failure.body.version));
    } else if (failure instanceof Problem) {
      this.tell({ kind: 'refused', code: failure.code, message: failure.detail });
    } else {
      throw failure;
    }
  }

  private tell(state: SaveState) {
    this.state = state;
    this.options.onState(state);
  }
}
