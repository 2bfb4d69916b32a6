/**
 * A combination is written like <code>Ctrl+Shift+KeyZ</code>: by the key's place, not its letter, so that it works with Hangul
 * switched on, in Cyrillic, and on every layout.
 */
export type Combination = string;

export interface KeyPress {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const MODIFIERS = /^(Control|Shift|Alt|Meta|OS)/;

export function combinationOf(press: KeyPress): Combination | null {
  if (!press.code || MODIFIERS.test(press.code)) return null;
  const parts: string[] = [];
  if (press.ctrlKey || press.metaKey) parts.push('Ctrl');
  if (press.altKey) parts.push('Alt');
  if (press.shiftKey) parts.push('Shift');
  return [...parts, press.code.replace(/^Numpad(\d)$/, 'Digit$1').replace('NumpadEnter', 'Enter')].join('+');
}

/** Whether the press may only type: someone is writing, and no Ctrl or Alt says otherwise. */
export function isTyping(press: KeyPress, target: EventTarget | null): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey || press.code === 'Escape' || /^F\d+$/.test(press.code)) return false;
  const element = target as HTMLElement | null;
  if (!element?.tagName) return false;
  if (element.isContentEditable || element.tagName === 'TEXTAREA' || element.tagName === 'SELECT') return true;
  if (element.tagName !== 'INPUT') return false;
  const kind = (element as HTMLInputElement).type;
  return (
    !['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range'].includes(kind) ||
    (kind === 'range' && press.code.startsWith('Arrow'))
  );
}

/** Keys by which a focused control is worked: nobody else may take them from it. */
export function belongsToControl(press: KeyPress, target: EventTarget | null): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey) return false;
  const element = target as HTMLElement | null;
  if (!element?.tagName || !['Enter', 'Space'].includes(press.code)) return false;
  return ['BUTTON', 'A', 'INPUT', 'SUMMARY'].includes(element.tagName) || element.getAttribute('role') === 'button';
}

/** The combination that a template names like <code>y</code>, <code>7</code>, <code>f2</code> or <code>ctrl+enter</code>. */
export function combinationFromTemplate(hotkey: string): Combination | null {
  const parts = hotkey.toLowerCase().split('+');
  const last = parts.pop() ?? '';
  const code = /^[a-z]$/.test(last)
    ? `Key${last.toUpperCase()}`
    : /^\d$/.test(last)
      ? `Digit${last}`
      : (NAMED[last] ?? FUNCTION_KEY.exec(last)?.[0].toUpperCase());
  if (!code) return null;
  const modifiers = MODIFIER_WORDS.filter(([words]) => words.some((word) => parts.includes(word))).map(([, word]) => word);
  return [...modifiers, code].join('+');
}

const FUNCTION_KEY = /^f\d{1,2}$/;
const MODIFIER_WORDS: readonly (readonly [readonly string[], string])[] = [
  [['ctrl', 'meta'], 'Ctrl'],
  [['alt'], 'Alt'],
  [['shift'], 'Shift'],
];
const NAMED: Record<string, string> = {
  space: 'Space',
  enter: 'Enter',
  tab: 'Tab',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
};

const WORDS: Record<string, string> = {
  Equal: '+',
  Minus: '−',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  BracketLeft: '[',
  BracketRight: ']',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  Enter: '⏎',
};

/** As it stands on a button. */
export function wordsOf(combination: Combination): string {
  return combination
    .split('+')
    .map((part) => WORDS[part] ?? part.replace(/^(Key|Digit)/, ''))
    .join(' ')
    .replace('Shift /', '?');
}
