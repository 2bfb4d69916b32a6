import type { Attachment, Json, WorkFile } from '../api/work';
import { admin, type Job } from './api';
import type { Sample } from './TaskPreview';

interface JobAttachment {
  type: Attachment['kind'];
  content?: string;
  url?: string | null;
  name?: string;
  content_type?: string;
  size?: number;
}

/** A job with all that is kept of it. */
export interface WholeJob extends Job {
  expiration_date: string | null;
  files: WorkFile[];
  attachments?: JobAttachment[];
  content?: Json;
  metadata?: Json;
  origins?: Json;
  priority?: string;
  due_date?: string;
  assignees?: string[];
  team_id?: string;
  template?: { own?: true; id?: string; version?: number };
  version: number;
  requeue_date: string | null;
  completed_by: string | null;
  has_webhook: boolean;
  dialect: string | null;
  unique_id: string | null;
  /** Its own form, which goes before the project's. */
  form?: { fields: Json[] };
}

export const readJob = (id: string) => admin.get<WholeJob>(`/jobs/${id}`);
export const readPredictions = async (id: string) => (await admin.get<{ predictions: Json }>(`/jobs/${id}/predictions`)).predictions;

/** What the job shows annotators. */
export function sampleOf(job: WholeJob, predictions: Json): Sample {
  return { content: job.content ?? null, files: job.files, attachments: (job.attachments ?? []).map(asAttachment), predictions };
}

function asAttachment(attachment: JobAttachment): Attachment {
  const { type: kind, content, url, name, content_type, size } = attachment;
  if (content !== undefined) return { kind, text: content };
  if (!url || !content_type) return { kind, url };
  return { kind, file: { id: url, url, name: name ?? kind, content_type, size: size ?? 0 } };
}
