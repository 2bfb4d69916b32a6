import { useEffect, useRef, useState } from 'react';
import { Problem } from '../api/http';
import { type Assignment, work } from '../api/work';

const TICK_MS = 1000;
const BEAT_MS = 45_000;
/** Whoever does nothing for so long is not at work: the lease then runs out by itself. */
const IDLE_MS = 4 * 60_000;

/** Seconds until the assignment goes back to the others; it is renewed as long as somebody is at work. */
export function useLease(
  assignment: Assignment,
  isHeld: boolean,
  beat: (id: string) => Promise<{ lease_expires: string }> = work.heartbeat,
) {
  const [expires, setExpires] = useState(() => Date.parse(assignment.lease_expires));
  const [now, setNow] = useState(() => Date.now());
  const [lost, setLost] = useState<Problem | null>(null);
  const lastSign = useRef(Date.now());

  useEffect(() => {
    if (!isHeld) return;
    const sign = () => {
      lastSign.current = Date.now();
    };
    for (const event of ['pointerdown', 'keydown', 'pointermove', 'wheel']) window.addEventListener(event, sign, { passive: true });
    const tick = setInterval(() => setNow(Date.now()), TICK_MS);
    const beats = setInterval(() => {
      if (document.visibilityState === 'hidden' || Date.now() - lastSign.current > IDLE_MS) return;
      beat(assignment.id).then(
        (standing) => setExpires(Date.parse(standing.lease_expires)),
        // Without a network the next beat tries again; only the server's word ends the lease.
        (failure) => failure instanceof Problem && failure.status === 409 && setLost(failure),
      );
    }, BEAT_MS);
    return () => {
      for (const event of ['pointerdown', 'keydown', 'pointermove', 'wheel']) window.removeEventListener(event, sign);
      clearInterval(tick);
      clearInterval(beats);
    };
  }, [assignment.id, isHeld, beat]);

  return { secondsLeft: Math.max(0, Math.round((expires - now) / 1000)), setExpires: (at: string) => setExpires(Date.parse(at)), lost };
}
