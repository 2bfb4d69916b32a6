import { create } from 'zustand';

const KEY = 'hitl-auto-advance';

interface Preferences {
  /** Whether the next job follows by itself when one has been handed in. */
  goesOn: boolean;
  setGoesOn: (goesOn: boolean) => void;
}

export const usePreferences = create<Preferences>()((set) => ({
  goesOn: localStorage.getItem(KEY) !== 'false',
  setGoesOn: (goesOn) => {
    localStorage.setItem(KEY, String(goesOn));
    set({ goesOn });
  },
}));
