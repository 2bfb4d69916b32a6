import { describe, expect, it } from 'vitest';
import { pageOf, wordsOf } from './audit';

const id = '01a2018a-db14-76cc-b229-4458b4d6e6bc';

describe('the audit', () => {
  it.each([
    [`/v1/admin/projects/${id}/activate`, `/admin/projects/${id}`],
    [`/v1/admin/accounts/${id}/keys/${id}/rotate`, `/admin/accounts/${id}`],
    [`/v1/admin/webhook-secrets/${id}/rotate`, `/admin/accounts/${id}`],
    [`/v1/admin/jobs/${id}/requeue`, `/admin/jobs?id=${id}`],
    [`/v1/admin/deliveries/${id}/resend`, `/admin/deliveries/${id}`],
    ['/v1/admin/deliveries/resend', '/admin/deliveries'],
    ['/v1/admin/operations/jobs/queues/jobs.x/redrive', '/admin/operations'],
    ['/v1/admin/keys', null],
    ['/elsewhere', null],
  ])('%s leads to %s', (path, page) => expect(pageOf(path)).toBe(page));

  it('takes the name of an act apart', () => expect(wordsOf('ChangeTeamOfAccount')).toBe('Change team of account'));
});
