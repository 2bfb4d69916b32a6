import { useEffect, useRef } from 'react';
import { type ActionId, useBindings } from './actions';
import { belongsToControl, type Combination, combinationOf, isTyping } from './keys';

type Handlers = Record<Combination, () => void>;

/** The form's own keys go before the screen's. */
export type Layer = 'screen' | 'form';

const layers: Record<Layer, Set<() => Handlers>> = { form: new Set(), screen: new Set() };
const ALSO: Partial<Record<ActionId, Combination[]>> = {
  redo: ['Ctrl+KeyY'],
  remove: ['Backspace'],
  zoomIn: ['Shift+Equal', 'NumpadAdd'],
  zoomOut: ['NumpadSubtract'],
};

const isModified = (event: KeyboardEvent) => event.ctrlKey || event.metaKey || event.altKey;

/** Before the controls: number fields and sliders take Alt+Down for Down, and would change what it leads away from. */
function onKeyDownFirst(event: KeyboardEvent) {
  if (isModified(event) && handle(event)) event.stopPropagation();
}

function onKeyDown(event: KeyboardEvent) {
  if (!isModified(event)) handle(event);
}

function handle(event: KeyboardEvent): boolean {
  // While a Hangul syllable or a Kanji is being put together, keys belong to the input method.
  if (event.isComposing || event.defaultPrevented || isTyping(event, event.target) || belongsToControl(event, event.target)) return false;
  if (document.querySelector('[aria-modal="true"]')) return false;
  const combination = combinationOf(event);
  if (!combination) return false;
  for (const layer of ['form', 'screen'] as const) {
    for (const handlers of layers[layer]) {
      const act = handlers()[combination];
      if (!act) continue;
      event.preventDefault();
      act();
      return true;
    }
  }
  return false;
}

function listen() {
  window.addEventListener('keydown', onKeyDownFirst, true);
  window.addEventListener('keydown', onKeyDown);
}

function stopListening() {
  window.removeEventListener('keydown', onKeyDownFirst, true);
  window.removeEventListener('keydown', onKeyDown);
}

export function useKeys(handlers: Handlers, layer: Layer) {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const get = () => latest.current;
    if (layers.form.size + layers.screen.size === 0) listen();
    layers[layer].add(get);
    return () => {
      layers[layer].delete(get);
      if (layers.form.size + layers.screen.size === 0) stopListening();
    };
  }, [layer]);
}

export function useActions(actions: Partial<Record<ActionId, (() => void) | null | false>>) {
  const bindings = useBindings((state) => state.bindings);
  const handlers: Handlers = {};
  for (const [id, act] of Object.entries(actions) as [ActionId, (() => void) | null | false][]) {
    if (!act) continue;
    for (const combination of [bindings[id], ...(ALSO[id] ?? [])]) handlers[combination] ??= act;
  }
  useKeys(handlers, 'screen');
}
