import type { Json } from '../api/work';
import type { Delivery } from './api';
import type { WholeJob } from './jobs';

interface JobAssignment {
  id: string;
  annotator_id: string;
  annotator_name: string;
  round: number;
  status: 'held' | 'lapsed' | 'submitted' | 'skipped' | 'released' | 'reported' | 'ended';
  reason: string | null;
  claim_date: string;
  end_date: string | null;
  active_seconds: number | null;
}

interface JobSubmission {
  assignment_id: string;
  annotator_name: string;
  round: number;
  submit_date: string;
  counted: boolean;
  annotations: Json;
}

interface JobReview {
  id: string;
  round: number;
  stage: number;
  status: 'open' | 'held' | 'accepted' | 'fixed' | 'returned' | 'closed';
  reviewer_name: string | null;
  comment: string | null;
  open_date: string;
  end_date: string | null;
}

/** What people did for a job. */
export interface JobWork {
  assignments: JobAssignment[];
  submissions: JobSubmission[];
  reviews: JobReview[];
}

/** Something that happened to a job; <code>kind</code> is a key of the texts. */
export interface Happening {
  at: string;
  kind: string;
  who?: string | undefined;
  words?: string | null | undefined;
  json?: Json;
  isBad?: boolean;
}

/** Ways in which an assignment ends that its submissions do not tell. */
const LEFT = ['lapsed', 'skipped', 'released', 'reported'];

/** All that is known of a job, in the order of time. */
export function historyOf(job: WholeJob, work: JobWork | null, deliveries: readonly Delivery[]): Happening[] {
  // Of what happened within a millisecond, causes stand before effects.
  const all = [...beginningOf(job), ...(work ? ofPeople(work) : []), ...endOf(job), ...deliveries.flatMap(ofDelivery)];
  return all
    .map((one, index) => ({ one, index }))
    .sort((a, b) => instant(a.one) - instant(b.one) || a.index - b.index)
    .map(({ one }) => one);
}

function beginningOf(job: WholeJob): Happening[] {
  return [
    { at: job.create_date, kind: 'created' },
    ...(job.requeue_date ? [{ at: job.requeue_date, kind: 'requeued' }] : []),
    ...(job.start_date ? [{ at: job.start_date, kind: 'started' }] : []),
  ];
}

function endOf(job: WholeJob): Happening[] {
  return job.finish_date ? [{ at: job.finish_date, kind: job.status, words: job.error, isBad: job.status === 'error' }] : [];
}

function ofPeople({ assignments, submissions, reviews }: JobWork): Happening[] {
  return [
    ...assignments.map(({ claim_date, annotator_name }) => ({ at: claim_date, kind: 'claimed', who: annotator_name })),
    ...assignments.flatMap(({ status, end_date, annotator_name, reason }) =>
      end_date && LEFT.includes(status)
        ? [{ at: end_date, kind: status, who: annotator_name, words: reason, isBad: status === 'reported' }]
        : [],
    ),
    ...submissions.map(({ submit_date, annotator_name, counted, annotations }) => ({
      at: submit_date,
      kind: counted ? 'submitted' : 'submittedInVain',
      who: annotator_name,
      json: annotations,
    })),
    ...reviews.map(({ open_date, stage }) => ({ at: open_date, kind: 'reviewOpened', words: String(stage) })),
    ...reviews.flatMap(({ end_date, status, reviewer_name, comment }) =>
      end_date ? [{ at: end_date, kind: `review_${status}`, who: reviewer_name ?? undefined, words: comment }] : [],
    ),
  ];
}

function ofDelivery({ event, create_date, url, attempts }: Delivery): Happening[] {
  return [
    { at: create_date, kind: 'deliveryMade', words: `${event} → ${url}` },
    ...attempts.map(({ date, status, error }) => {
      const isDelivered = status !== null && status >= 200 && status < 300;
      return {
        at: date,
        kind: isDelivered ? 'delivered' : 'notDelivered',
        words: status === null ? error : String(status),
        isBad: !isDelivered,
      };
    }),
  ];
}

const instant = ({ at }: Happening) => Date.parse(at);
