import { type Combination, combinationFromTemplate } from '../hotkeys/keys';
import type { Choice } from './model';

const DIGITS = ['Digit1', 'Digit2', 'Digit3', 'Digit4', 'Digit5', 'Digit6', 'Digit7', 'Digit8', 'Digit9', 'Digit0'];

/** The key of each choice: its own, else the digit of its place. */
export function choiceKeys(choices: readonly Choice[]): (Combination | null)[] {
  const own = choices.map((choice) => (choice.key ? combinationFromTemplate(choice.key) : null));
  return own.map((key, index) => key ?? (DIGITS[index] && !own.includes(DIGITS[index]) ? DIGITS[index] : null));
}

/** What the keys of a list of choices do. */
export function choiceHandlers(choices: readonly Choice[], choose: (value: string) => void): Record<Combination, () => void> {
  const keys = choiceKeys(choices);
  return Object.fromEntries(
    choices.flatMap((choice, index) => {
      const key = keys[index];
      return key ? [[key, () => choose(choice.value)]] : [];
    }),
  );
}
