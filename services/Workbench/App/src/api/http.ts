/** What went wrong, in the API's words (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: Record<string, string[]>,
    readonly body: Record<string, unknown>,
    readonly retryAfter: number | null,
  ) {
    super(detail);
  }
}

/** The API did not answer at all: no network, or a gateway that is starting. */
export class Unreachable extends Error {}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface CallOptions {
  signal?: AbortSignal;
  /** Sent again with the same key, a request has its effect once. */
  idempotencyKey?: string;
  keepalive?: boolean;
  /** A client's key: the call is then its account's, and no session's. */
  apiKey?: string;
}

let csrfToken = '';
const signedOutListeners = new Set<() => void>();
const signedInListeners = new Set<() => void>();

export function setCsrfToken(token: string) {
  csrfToken = token;
  if (token) for (const listener of signedInListeners) listener();
}

/** Calls back when somebody has signed in: what was refused before may be tried again. */
export function onSignedIn(listener: () => void) {
  signedInListeners.add(listener);
  return () => void signedInListeners.delete(listener);
}

/** Calls back whenever the API says that the session has ended. */
export function onSignedOut(listener: () => void) {
  signedOutListeners.add(listener);
  return () => void signedOutListeners.delete(listener);
}

export async function call<T>(method: Method, path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
  const response = await request(method, path, body, options);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

/** The answer itself, for those who need its headers or its bytes. */
export async function request(method: Method, path: string, body?: unknown, options: CallOptions = {}) {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (options.apiKey) headers.Authorization = `api_key ${options.apiKey}`;
  else if (method !== 'GET' && csrfToken) headers['X-CSRF-Token'] = csrfToken;
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;

  const response = await send(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: options.signal,
    keepalive: options.keepalive,
    credentials: options.apiKey ? 'omit' : 'same-origin',
  });
  if (response.ok) return response;

  const problem = await problemOf(response);
  const endsSession = problem.status === 401 && problem.code !== 'wrong_credentials' && !options.apiKey;
  if (endsSession) for (const listener of signedOutListeners) listener();
  throw problem;
}

async function send(path: string, init: RequestInit) {
  try {
    return await fetch(path, init);
  } catch (failure) {
    if (init.signal?.aborted) throw failure;
    throw new Unreachable(String(failure));
  }
}

async function problemOf(response: Response) {
  const body = await response.json().then(
    (json: unknown) => (typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}),
    () => ({}) as Record<string, unknown>,
  );
  const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : '');
  return new Problem(
    response.status,
    text('code'),
    text('detail') || text('title') || response.statusText,
    (body.errors as Record<string, string[]> | undefined) ?? {},
    body,
    Number(response.headers.get('Retry-After')) || null,
  );
}

/** Whether trying again later may help. */
export function isTransient(failure: unknown) {
  return failure instanceof Unreachable || (failure instanceof Problem && (failure.status >= 500 || failure.status === 429));
}

/** Our files, by path alone: whatever host the API calls itself, the browser only loads from where the app came from. */
export function ownUrl(url: string) {
  const parsed = new URL(url, window.location.origin);
  return parsed.pathname + parsed.search;
}

/** A query string of what is set. */
export function query(values: Record<string, string | number | null | undefined>) {
  const set = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return set.length === 0 ? '' : `?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`;
}
