/** Loads what a page needs later, so that it is there when it does, also without a network; what fails is tried again then. */
export function soon(...loads: (() => Promise<unknown>)[]) {
  for (const load of loads) load().catch(() => undefined);
}
