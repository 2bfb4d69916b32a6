import type { DeskStore } from '../work/desk';

/** Leads to a field by keyboard: it becomes the one that keys go to, and its first control gets the focus. */
export function focusField(store: DeskStore, name: string) {
  store.getState().activate(name);
  const card = document.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const control = card?.querySelector<HTMLElement>('input:checked, input:not(:disabled), textarea, [role="slider"], button:not(:disabled)');
  card?.scrollIntoView({ block: 'nearest' });
  (control ?? card?.querySelector<HTMLElement>('a'))?.focus({ preventScroll: true });
}
