import { expect, test } from 'vitest';
import type { Delivery } from './api';
import { historyOf, type JobWork } from './history';
import type { WholeJob } from './jobs';

const at = (minute: number) => `2026-07-15T12:0${minute}:00Z`;

const job = { status: 'done', create_date: at(0), start_date: at(1), finish_date: at(5), requeue_date: null, error: null } as WholeJob;

const assignment = { id: 'a', annotator_id: 'n', annotator_name: 'Ann', round: 1, reason: null, active_seconds: 60 };

const work: JobWork = {
  assignments: [
    { ...assignment, status: 'submitted', claim_date: at(1), end_date: at(3) },
    { ...assignment, annotator_name: 'Bob', status: 'skipped', reason: 'blurred', claim_date: at(2), end_date: at(2) },
  ],
  submissions: [{ assignment_id: 'a', annotator_name: 'Ann', round: 1, submit_date: at(3), counted: true, annotations: { good: true } }],
  reviews: [{ id: 'r', round: 1, stage: 1, status: 'accepted', reviewer_name: 'Rita', comment: null, open_date: at(3), end_date: at(4) }],
};

const delivery = {
  event: 'job.done',
  url: 'https://client.test/hook',
  create_date: at(5),
  attempts: [
    { date: at(6), status: 500, error: null },
    { date: at(7), status: 200, error: null },
  ],
} as Delivery;

test('tells everything in the order of time', () => {
  expect(historyOf(job, work, [delivery]).map(({ kind, who }) => (who ? `${kind} ${who}` : kind))).toEqual([
    'created',
    'started',
    'claimed Ann',
    'claimed Bob',
    'skipped Bob',
    'submitted Ann',
    'reviewOpened',
    'review_accepted Rita',
    'done',
    'deliveryMade',
    'notDelivered',
    'delivered',
  ]);
});

test('the answer that ended a job stands before its end, also within one millisecond', () => {
  const ended = { ...job, finish_date: at(3) };
  const kinds = historyOf(ended, { ...work, reviews: [] }, []).map(({ kind }) => kind);
  expect(kinds.slice(-2)).toEqual(['submitted', 'done']);
});

test('a submission that counts no more is told from one that does', () => {
  const [submission] = work.submissions;
  const returned = { ...work, submissions: [{ ...(submission as JobWork['submissions'][0]), counted: false }] };
  expect(historyOf(job, returned, []).map(({ kind }) => kind)).toContain('submittedInVain');
});

test('what the queue does not know of leaves the rest of the history standing', () => {
  expect(historyOf({ ...job, status: 'error', error: 'Wrong project.' }, null, []).at(-1)).toMatchObject({
    kind: 'error',
    words: 'Wrong project.',
    isBad: true,
  });
});
