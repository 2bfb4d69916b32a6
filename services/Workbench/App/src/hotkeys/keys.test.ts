import { describe, expect, it } from 'vitest';
import { combinationFromTemplate, combinationOf, isTyping, type KeyPress, wordsOf } from './keys';

function press(code: string, more: Partial<KeyPress> = {}): KeyPress {
  return { code, key: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

describe('a hotkey', () => {
  it('goes by the place of the key: with a Korean keyboard ㅗ is H', () =>
    expect(combinationOf(press('KeyH', { key: 'ㅗ' }))).toBe('KeyH'));

  it('has its modifiers in one order, and ⌘ for Ctrl', () => {
    expect(combinationOf(press('KeyZ', { shiftKey: true, ctrlKey: true }))).toBe('Ctrl+Shift+KeyZ');
    expect(combinationOf(press('KeyZ', { metaKey: true }))).toBe('Ctrl+KeyZ');
  });

  it('is no modifier alone', () => expect(combinationOf(press('ShiftLeft', { shiftKey: true }))).toBeNull());

  it('takes the number block for the digits', () => expect(combinationOf(press('Numpad3'))).toBe('Digit3'));

  it('never fires into a text, but with Ctrl it does', () => {
    const area = document.createElement('textarea');
    expect(isTyping(press('KeyH'), area)).toBe(true);
    expect(isTyping(press('Enter', { ctrlKey: true }), area)).toBe(false);
    expect(isTyping(press('KeyH'), document.createElement('button'))).toBe(false);
  });

  it('is found by what a template calls it', () => {
    expect(combinationFromTemplate('y')).toBe('KeyY');
    expect(combinationFromTemplate('7')).toBe('Digit7');
    expect(combinationFromTemplate('shift+ctrl+f2')).toBe('Ctrl+Shift+F2');
    expect(combinationFromTemplate('ㅗ')).toBeNull();
  });

  it('is shown in a few signs', () => {
    expect(wordsOf('Ctrl+Shift+KeyZ')).toBe('Ctrl Shift Z');
    expect(wordsOf('Shift+Slash')).toBe('?');
  });
});
