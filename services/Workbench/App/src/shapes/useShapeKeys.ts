import { useKeys } from '../hotkeys/useHotkeys';
import { type DeskStore, useDesk } from '../work/desk';
import { changeShape, shapeAt } from './editing';
import { type Quarters, type Size, unturn } from './geometry';
import { growShape, moveShape, type Shape } from './shape';

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;
const FAR = 10;

interface Drawing {
  isOpen: boolean;
  finish: () => void;
  cancel: () => void;
}

/** Everything that a mouse does to a shape: arrows move it, with Ctrl they resize it, with Shift by ten pixels; Enter closes what is open. */
export function useShapeKeys(store: DeskStore, image: Size | null, quarters: Quarters, drawing: Drawing) {
  const isSelected = useDesk((desk) => desk.selected !== null && !desk.isReadOnly);

  function alter(act: (shape: Shape, image: Size) => Shape) {
    const { selected } = store.getState();
    const shape = selected && shapeAt(store, selected);
    if (selected && shape && image) changeShape(store, selected, act(shape, image));
  }

  const keys: Record<string, () => void> = {};
  if (isSelected) {
    for (const [arrow, [x, y]] of Object.entries(ARROWS)) {
      // To where the arrow points on the screen, however the picture is turned.
      const to = unturn(x, y, quarters);
      keys[arrow] = () => alter((shape, size) => moveShape(shape, to.x, to.y, size));
      keys[`Shift+${arrow}`] = () => alter((shape, size) => moveShape(shape, to.x * FAR, to.y * FAR, size));
      keys[`Ctrl+${arrow}`] = () => alter((shape, size) => growShape(shape, x, y, size));
      keys[`Ctrl+Shift+${arrow}`] = () => alter((shape, size) => growShape(shape, x * FAR, y * FAR, size));
    }
    keys.Escape = () => store.getState().select(null);
  }
  if (drawing.isOpen) {
    keys.Enter = drawing.finish;
    keys.Escape = drawing.cancel;
  }
  useKeys(keys, 'form');
}
