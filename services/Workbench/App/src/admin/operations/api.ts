import { query } from '../../api/http';
import { admin } from '../api';

/** Everything that a delivery can tell of; the API refuses others. */
export const EVENTS = [
  'job.created',
  'job.started',
  'job.done',
  'job.error',
  'job.canceled',
  'job.expired',
  'project.activated',
  'project.deactivated',
  'review.created',
  'review.assigned',
  'review.started',
  'review.completed',
  'review.cancelled',
  'template.updated',
  'task.completed',
  'webhook.test',
];

export const DELIVERY_STATES = ['pending', 'delivered', 'exhausted', 'canceled'];
export const DELIVERY_FILTERS = ['state', 'event', 'account_id', 'job_id', 'since', 'until'];

export interface SecretState {
  secret: { rotate_date: string | null; previous_expires: string | null };
  live_callback_key: { rotate_date: string | null; next_starts: string | null };
  test_callback_key: { rotate_date: string | null; next_starts: string | null };
}

export interface Resent {
  resent: number;
  has_more: boolean;
  next_cursor: string | null;
}

export const countDeliveries = (filters: Record<string, string>) =>
  admin.get<{ count: number; has_more: boolean }>(`/deliveries/count${query(filters)}`);

export type Level = 'green' | 'amber' | 'red';

export interface Finding {
  code: string;
  level: Level;
  subject: string | null;
  value: number | null;
}

export interface ServiceStatus {
  version: string;
  started_at: string;
  at: string;
  checks: Record<string, string> | null;
  requests: { count: number; failed: number; p95_ms: number | null };
  backlogs: { name: string; waiting: number; oldest_seconds: number | null }[] | null;
  queues: { name: string; waiting: number; failed: number }[] | null;
}

export interface Instance {
  service: string;
  instance: number;
  level: Level;
  findings: Finding[];
  status: ServiceStatus | null;
}

export interface SystemStatus {
  at: string;
  level: Level;
  instances: Instance[];
  limits: Record<string, { amber: number; red: number }>;
}
