import { call, query } from './http';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Answers = { [field: string]: Json };

export interface Session {
  annotator_id: string;
  name: string;
  role: 'annotator' | 'reviewer' | 'administrator';
  csrf_token: string;
}

export interface WorkProject {
  id: string;
  name: string;
  waiting: number;
  /** What I could review now; only reviewers have some. */
  reviews_waiting?: number;
  mine_done: number;
  /** Of that, since midnight UTC. */
  mine_today: number;
}

export interface WorkFile {
  id: string;
  url: string;
  content_type: string;
  size: number;
  name: string;
  /** Pixels and seconds, where the service knows them. */
  media?: { width?: number | null; height?: number | null; duration?: number | null } | null;
}

export interface Attachment {
  kind: 'text' | 'image' | 'video' | 'audio' | 'website' | 'pdf';
  text?: string | null;
  url?: string | null;
  file?: WorkFile | null;
}

export interface Template {
  id?: string | null;
  version?: number | null;
  fields: unknown[];
}

export interface Assignment {
  id: string;
  job_id: string;
  project_id: string;
  project_name: string;
  status: 'held' | 'lapsed' | 'released' | 'submitted' | 'skipped' | 'reported' | 'ended';
  lease_expires: string;
  version: number;
  template: Template | null;
  content?: Json;
  attachments?: Attachment[] | null;
  instructions_file: string | null;
  instructions_version?: number;
  files: WorkFile[];
  predictions: Json;
  predictions_fit?: boolean | null;
  /** What was written so far; before that, the predictions if they fit. */
  draft: Answers | null;
  /** What was submitted. */
  annotations?: Answers | null;
  /** What somebody said who could not do the job. */
  remark?: string | null;
  /** What a reviewer said who returned it. */
  review_comment?: string | null;
  priority?: 'low' | 'medium' | 'high' | 'urgent';
  due_date?: string | null;
  undo_until?: string | null;
  can_correct?: boolean;
}

/** What an act answers: the assignment without what it shows. */
export interface Standing {
  id: string;
  status: Assignment['status'];
  version: number;
  lease_expires: string;
  undo_until?: string | null;
}

export interface HistoryEntry {
  id: string;
  job_id: string;
  project_id: string;
  project_name: string;
  status: Assignment['status'];
  reason: string | null;
  /** 1: not even a draft was saved. */
  version: number;
  came_too_late: boolean;
  claim_date: string;
  end_date: string;
  can_undo_until?: string | null;
  can_correct?: boolean;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

const path = (id: string, act = '') => `/v1/work/assignments/${encodeURIComponent(id)}${act}`;

export const work = {
  signIn: (email: string, password: string) => call<Session>('POST', '/v1/work/session', { email, password }),
  session: () => call<Session>('GET', '/v1/work/session'),
  signOut: () => call<void>('DELETE', '/v1/work/session'),
  projects: () => call<WorkProject[]>('GET', '/v1/work/projects'),
  next: (projectId?: string, aheadOf?: string) =>
    call<Assignment | undefined>('POST', '/v1/work/next', { project_id: projectId, ahead_of: aheadOf }),
  assignment: (id: string) => call<Assignment>('GET', path(id)),
  draft: (id: string, version: number, annotations: Answers) => call<Standing>('PUT', path(id, '/draft'), { version, annotations }),
  heartbeat: (id: string) => call<Standing>('POST', path(id, '/heartbeat')),
  submit: (id: string, version: number, annotations: Answers, comment?: string) =>
    call<Standing>('POST', path(id, '/submit'), { version, annotations, comment }),
  skip: (id: string, reason: string) => call<Standing>('POST', path(id, '/skip'), { reason }),
  release: (id: string, keepalive = false) => call<Standing>('POST', path(id, '/release'), undefined, { keepalive }),
  problem: (id: string, message: string) => call<Standing>('POST', path(id, '/problem'), { message }),
  undo: (id: string) => call<Standing>('POST', path(id, '/undo')),
  correct: (id: string, version: number, annotations: Answers, comment?: string) =>
    call<Standing>('POST', path(id, '/correct'), { version, annotations, comment }),
  history: (cursor?: string | null) => call<Page<HistoryEntry>>('GET', `/v1/work/history${query({ cursor, limit: 50 })}`),
};
