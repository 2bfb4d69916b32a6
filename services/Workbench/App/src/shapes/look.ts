import { create } from 'zustand';

export interface Filters {
  /** In percent of the original. */
  brightness: number;
  contrast: number;
  gamma: number;
  isInverted: boolean;
}

export const NO_FILTERS: Filters = { brightness: 100, contrast: 100, gamma: 100, isInverted: false };
export const FILTER_MIN = 20;
export const FILTER_MAX = 300;
export const FILL_DEFAULT = 12;

interface Look {
  /** Of the picture alone, never of the shapes; the next picture is looked at in the same way. */
  filters: Filters;
  /** How much of what lies below a shape's fill hides, in percent. */
  fill: number;
  /** Only the selected shape is shown. */
  isSolo: boolean;
  hiddenLabels: ReadonlySet<string>;
  setFilters: (filters: Filters) => void;
  /** Brightness and contrast, by dragging. */
  tune: (contrast: number, brightness: number) => void;
  setFill: (fill: number) => void;
  setSolo: (isSolo: boolean) => void;
  showLabel: (label: string, isShown: boolean) => void;
  showAll: () => void;
}

const inRange = (value: number) => Math.round(Math.max(FILTER_MIN, Math.min(FILTER_MAX, value)));

export const useLook = create<Look>()((set) => ({
  filters: NO_FILTERS,
  fill: FILL_DEFAULT,
  isSolo: false,
  hiddenLabels: new Set(),
  setFilters: (filters) => set({ filters }),
  tune: (contrast, brightness) =>
    set(({ filters }) => ({
      filters: { ...filters, contrast: inRange(filters.contrast + contrast), brightness: inRange(filters.brightness + brightness) },
    })),
  setFill: (fill) => set({ fill }),
  setSolo: (isSolo) => set({ isSolo }),
  showLabel: (label, isShown) =>
    set(({ hiddenLabels }) => {
      const next = new Set(hiddenLabels);
      if (isShown) next.delete(label);
      else next.add(label);
      return { hiddenLabels: next };
    }),
  showAll: () => set({ isSolo: false, hiddenLabels: new Set() }),
}));

/** As CSS; the gamma is a filter of the page's own, by its id. */
export function filterOf({ brightness, contrast, gamma, isInverted }: Filters, gammaId: string): string {
  const parts = [`brightness(${brightness}%)`, `contrast(${contrast}%)`];
  if (gamma !== 100) parts.push(`url(#${gammaId})`);
  if (isInverted) parts.push('invert(1)');
  return parts.join(' ');
}
