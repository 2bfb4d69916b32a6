import { create } from 'zustand';

const KEPT_MAX = 5;

interface RecentLabels {
  /** The latest first, by the name of the field: the next job asks the same. */
  byField: Record<string, string[]>;
  add: (field: string, label: string) => void;
}

export const useRecentLabels = create<RecentLabels>()((set) => ({
  byField: {},
  add: (field, label) =>
    set(({ byField }) => ({
      byField: { ...byField, [field]: [label, ...(byField[field] ?? []).filter((one) => one !== label)].slice(0, KEPT_MAX) },
    })),
}));
