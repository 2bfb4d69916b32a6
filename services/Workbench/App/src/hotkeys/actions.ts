import { create } from 'zustand';
import type { Combination } from './keys';

/** What a key can do on the labelling screen, and by which it does it until somebody chooses another. */
export const DEFAULTS = {
  submit: 'Ctrl+Enter',
  skip: 'Alt+KeyS',
  problem: 'Alt+KeyP',
  release: 'Alt+KeyR',
  previousTask: 'Shift+ArrowLeft',
  nextTask: 'Shift+ArrowRight',
  undo: 'Ctrl+KeyZ',
  redo: 'Ctrl+Shift+KeyZ',
  instructions: 'KeyH',
  sheet: 'Shift+Slash',
  comment: 'Alt+KeyC',
  acceptSuggestions: 'Alt+KeyA',
  nextField: 'Alt+ArrowDown',
  previousField: 'Alt+ArrowUp',
  nextFile: 'PageDown',
  previousFile: 'PageUp',
  searchLabels: 'KeyL',
  draw: 'KeyB',
  select: 'KeyV',
  remove: 'Delete',
  hide: 'KeyX',
  solo: 'Shift+KeyX',
  zoomIn: 'Equal',
  zoomOut: 'Minus',
  fit: 'KeyF',
  rotate: 'KeyR',
  invert: 'KeyI',
  resetPicture: 'Shift+KeyR',
  play: 'Alt+KeyK',
  back: 'Alt+KeyJ',
  forward: 'Alt+KeyL',
  slower: 'Alt+Comma',
  faster: 'Alt+Period',
  segmentStart: 'Alt+KeyI',
  segmentEnd: 'Alt+KeyO',
  playSegment: 'Alt+KeyM',
  nextSegment: 'Alt+KeyN',
  previousSegment: 'Alt+KeyB',
} as const satisfies Record<string, Combination>;

export type ActionId = keyof typeof DEFAULTS;
export const ACTIONS = Object.keys(DEFAULTS) as ActionId[];

const KEY = 'hitl-hotkeys';

interface Bindings {
  bindings: Record<ActionId, Combination>;
  bind: (action: ActionId, combination: Combination) => void;
  reset: () => void;
}

function load(): Record<ActionId, Combination> {
  const own = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<ActionId, Combination>>;
  return { ...DEFAULTS, ...own };
}

export const useBindings = create<Bindings>()((set, get) => ({
  bindings: load(),
  bind: (action, combination) => {
    const bindings = { ...get().bindings, [action]: combination };
    const own = Object.fromEntries(ACTIONS.filter((id) => bindings[id] !== DEFAULTS[id]).map((id) => [id, bindings[id]]));
    localStorage.setItem(KEY, JSON.stringify(own));
    set({ bindings });
  },
  reset: () => {
    localStorage.removeItem(KEY);
    set({ bindings: { ...DEFAULTS } });
  },
}));

/** Actions that one combination would cause. */
export function clashesOf(bindings: Record<ActionId, Combination>): Set<ActionId> {
  const clashing = ACTIONS.filter((action) => ACTIONS.some((other) => other !== action && bindings[other] === bindings[action]));
  return new Set(clashing);
}
