import type { Choice } from './model';

/** Told apart by people who see colours otherwise, too; readable as a line on light and on dark ground. */
const PALETTE = ['#3b82f6', '#e8590c', '#2f9e44', '#be4bdb', '#e03131', '#0c8599', '#f08c00', '#7048e8', '#c2255c', '#5c940d'];

const SAFE = /^(#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]{3,30})$/i;

export function colourOf(choices: readonly Choice[], value: string | undefined): string {
  const index = choices.findIndex((choice) => choice.value === value);
  const own = choices[index]?.colour;
  if (own && SAFE.test(own)) return own;
  const taken = new Set(choices.map((choice) => choice.colour?.toLowerCase()));
  const free = PALETTE.filter((colour) => !taken.has(colour));
  const place = choices.slice(0, Math.max(0, index)).filter((choice) => !choice.colour).length;
  return free[place % free.length] as string;
}
