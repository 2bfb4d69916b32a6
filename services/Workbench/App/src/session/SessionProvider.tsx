import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { onSignedOut, Problem, setCsrfToken } from '../api/http';
import { type Session, work } from '../api/work';
import { Loading } from '../shell/Loading';
import { NotReachable } from './NotReachable';
import { SignIn } from './SignIn';

interface SessionValue {
  session: Session;
  signOut: () => Promise<void>;
}

/** Whether this browser has been signed in: without that nobody need be asked. */
const KEY = 'hitl-signed-in';

export function rememberSignIn() {
  localStorage.setItem(KEY, 'true');
}

const SessionContext = createContext<SessionValue | null>(null);

export function useSession() {
  const value = useContext(SessionContext);
  if (!value) throw new Error('There is no session here.');
  return value;
}

type State = { kind: 'asking' } | { kind: 'unreachable' } | { kind: 'out' } | { kind: 'in'; session: Session; ended: boolean };

/** Where nobody is signed in: whoever is invited has no account yet, and clients have keys. */
const OPEN = ['/app/invitations/', '/app/client'];

/** Everything else is for people who are signed in. When a session ends under someone's hands, the page stays as it is. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>({ kind: 'asking' });
  const isOpen = OPEN.some((path) => window.location.pathname.startsWith(path));

  const enter = useCallback((session: Session) => {
    rememberSignIn();
    setCsrfToken(session.csrf_token);
    setState({ kind: 'in', session, ended: false });
  }, []);

  const ask = useCallback(() => {
    if (localStorage.getItem(KEY) === null) {
      setState({ kind: 'out' });
      return;
    }
    work.session().then(enter, (failure) => setState({ kind: failure instanceof Problem && failure.status < 500 ? 'out' : 'unreachable' }));
  }, [enter]);

  useEffect(() => {
    if (!isOpen) ask();
  }, [ask, isOpen]);
  useEffect(() => onSignedOut(() => setState((now) => (now.kind === 'in' ? { ...now, ended: true } : now))), []);

  const signOut = useCallback(async () => {
    await work.signOut();
    localStorage.removeItem(KEY);
    setCsrfToken('');
    setState({ kind: 'out' });
  }, []);

  const value = useMemo(() => (state.kind === 'in' ? { session: state.session, signOut } : null), [state, signOut]);
  if (isOpen) return children;
  if (state.kind === 'asking') return <Loading />;
  if (state.kind === 'unreachable') return <NotReachable retry={ask} />;
  if (!value || state.kind !== 'in') return <SignIn onSignedIn={enter} />;
  return (
    <SessionContext value={value}>
      {/* Someone else than before must not go on in the work of the one before. */}
      <div key={state.session.annotator_id} style={{ display: 'contents' }}>
        {children}
      </div>
      {state.ended && <SignIn onSignedIn={enter} again={state.session} />}
    </SessionContext>
  );
}
