import { describe, expect, it } from 'vitest';
import {
  fitView,
  isInside,
  moveRect,
  moveVertices,
  onTurned,
  type Quarters,
  rectBetween,
  resizeRect,
  toImage,
  turnedSize,
  zoomAt,
} from './geometry';

const image = { width: 400, height: 300 };
const stage = { width: 832, height: 632 };

describe('the view of an image', () => {
  const fit = fitView(image, stage);

  it('shows all of it, in the middle', () => expect(fit).toEqual({ scale: 2, x: 16, y: 16 }));

  it('keeps the point under the cursor where it is, however often it is zoomed', () => {
    const at = { x: 300, y: 200 };
    const before = toImage(fit, at);
    let view = fit;
    for (const factor of [1.2, 1.7, 0.6, 3]) view = zoomAt(view, at, factor, fit);
    const after = toImage(view, at);
    expect(after.x).toBeCloseTo(before.x, 9);
    expect(after.y).toBeCloseTo(before.y, 9);
  });

  it('goes neither too near nor too far', () => {
    expect(zoomAt(fit, { x: 0, y: 0 }, 1e9, fit).scale).toBe(64);
    expect(zoomAt(fit, { x: 0, y: 0 }, 1e-9, fit).scale).toBe(0.5);
  });
});

describe('a rectangle', () => {
  it('is the same in whichever direction it is drawn', () => {
    const wanted = { left: 10, top: 20, width: 90, height: 60 };
    expect(rectBetween({ x: 10, y: 20 }, { x: 100, y: 80 }, image)).toEqual(wanted);
    expect(rectBetween({ x: 100, y: 80 }, { x: 10, y: 20 }, image)).toEqual(wanted);
  });

  it('never leaves the image', () => {
    expect(rectBetween({ x: -5, y: -5 }, { x: 1000, y: 10 }, image)).toEqual({ left: 0, top: 0, width: 400, height: 10 });
    expect(moveRect({ left: 350, top: 0, width: 40, height: 40 }, 100, -9, image)).toEqual({ left: 360, top: 0, width: 40, height: 40 });
  });

  it('has no more than two decimals', () =>
    expect(rectBetween({ x: 0.1 + 0.2, y: 1 / 3 }, { x: 9.999, y: 2 }, image)).toEqual({ left: 0.3, top: 0.33, width: 9.7, height: 1.67 }));

  it('turns over when a corner is dragged beyond the opposite one', () =>
    expect(resizeRect({ left: 100, top: 100, width: 50, height: 50 }, 'se', { x: 80, y: 90 }, image)).toEqual({
      left: 80,
      top: 90,
      width: 20,
      height: 10,
    }));
});

describe('a polygon', () => {
  it('keeps its form at the edge', () =>
    expect(
      moveVertices(
        [
          [10, 10],
          [20, 10],
          [20, 30],
        ],
        -50,
        0,
        image,
      ),
    ).toEqual([
      [0, 10],
      [10, 10],
      [10, 30],
    ]));

  it('knows what lies inside', () => {
    expect(
      isInside(
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 10],
        ],
        { x: 5, y: 5 },
      ),
    ).toBe(true);
    expect(
      isInside(
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 10],
        ],
        { x: 15, y: 5 },
      ),
    ).toBe(false);
  });
});

describe('a view that is turned', () => {
  const stage = { width: 800, height: 600 };
  it.each([0, 1, 2, 3] as Quarters[])('keeps its middle, and its corners (%i quarters)', (quarters) => {
    const layer = turnedSize(stage, quarters);
    expect(onTurned({ x: 400, y: 300 }, stage, quarters)).toEqual({ x: layer.width / 2, y: layer.height / 2 });
    const corners = [
      [0, 0],
      [0, layer.height],
      [layer.width, layer.height],
      [layer.width, 0],
    ];
    const corner = onTurned({ x: 0, y: 0 }, stage, quarters);
    expect([corner.x, corner.y]).toEqual(corners[quarters]);
  });
});
