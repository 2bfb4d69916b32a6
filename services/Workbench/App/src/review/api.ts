import { call } from '../api/http';
import type { Answers, Assignment } from '../api/work';

export interface Submission {
  assignment_id: string;
  annotator_name: string;
  submit_date: string;
  comment?: string | null;
  annotations: Answers;
}

export interface ReviewComment {
  attempt: number;
  stage: number;
  reviewer_name: string;
  status: 'accepted' | 'fixed' | 'returned';
  comment: string | null;
  end_date: string;
}

type Shown = Pick<Assignment, 'template' | 'content' | 'attachments' | 'instructions_file' | 'files' | 'predictions' | 'draft'>;

export interface Review extends Shown {
  id: string;
  job_id: string;
  project_id: string;
  project_name: string;
  lease_expires: string;
  version: number;
  stage: number;
  stages: number;
  submissions: Submission[];
  /** What becomes the result when it is accepted. */
  proposed: Answers;
  comments: ReviewComment[];
}

export interface ReviewStanding {
  id: string;
  status: string;
  version: number;
  lease_expires: string;
}

const path = (id: string, act: string) => `/v1/work/reviews/${encodeURIComponent(id)}/${act}`;

export const reviews = {
  next: () => call<Review | undefined>('POST', '/v1/work/reviews/next', {}),
  draft: (id: string, version: number, annotations: Answers) => call<ReviewStanding>('PUT', path(id, 'draft'), { version, annotations }),
  heartbeat: (id: string) => call<ReviewStanding>('POST', path(id, 'heartbeat')),
  accept: (id: string, version: number) => call<ReviewStanding>('POST', path(id, 'accept'), { version }),
  fix: (id: string, version: number, annotations: Answers, comment: string) =>
    call<ReviewStanding>('POST', path(id, 'fix'), { version, annotations, comment }),
  giveBack: (id: string, version: number, comment: string) => call<ReviewStanding>('POST', path(id, 'return'), { version, comment }),
  release: (id: string) => call<ReviewStanding>('POST', path(id, 'release')),
};

/** A review lies on the same desk as an assignment. */
export function asAssignment(review: Review): Assignment {
  return { ...review, status: 'held', draft: review.draft ?? review.proposed, predictions: null };
}
