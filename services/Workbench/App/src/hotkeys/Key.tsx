import { type ActionId, useBindings } from './actions';
import { type Combination, wordsOf } from './keys';

/** A key as it is printed on a button; read out only where the button says it. */
export function Key({ combination }: { combination: Combination }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus
    <kbd className="key" aria-hidden="true">
      {wordsOf(combination)}
    </kbd>
  );
}

export function ActionKey({ action }: { action: ActionId }) {
  const combination = useBindings((state) => state.bindings[action]);
  return <Key combination={combination} />;
}
