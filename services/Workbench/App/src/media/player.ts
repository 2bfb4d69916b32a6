import { create } from 'zustand';

const SPEED_KEY = 'hitl-speed';
const SPEED_STEP = 0.05;
export const JUMP_S = 1.5;
export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];

interface Player {
  /** The recording on the stage; lists and text fields beside it steer it. */
  element: HTMLMediaElement | null;
  duration: number;
  speed: number;
  attach: (element: HTMLMediaElement | null) => void;
  setDuration: (duration: number) => void;
  setSpeed: (speed: number) => void;
  faster: (steps: number) => void;
  toggle: () => void;
  jump: (by: number) => void;
  seek: (to: number) => void;
}

export const usePlayer = create<Player>()((set, get) => ({
  element: null,
  duration: 0,
  speed: Number(localStorage.getItem(SPEED_KEY)) || 1,
  attach: (element) => {
    if (element) element.playbackRate = get().speed;
    set({ element, duration: Number.isFinite(element?.duration) ? (element?.duration ?? 0) : 0 });
  },
  setDuration: (duration) => set({ duration: Number.isFinite(duration) ? duration : 0 }),
  setSpeed: (wanted) => {
    const speed = Math.round(Math.max(0.25, Math.min(2, wanted)) * 100) / 100;
    localStorage.setItem(SPEED_KEY, String(speed));
    const { element } = get();
    if (element) element.playbackRate = speed;
    set({ speed });
  },
  faster: (steps) => get().setSpeed(get().speed + steps * SPEED_STEP),
  toggle: () => {
    const { element } = get();
    if (element?.paused) void element.play();
    else element?.pause();
  },
  jump: (by) => {
    const { element, seek } = get();
    if (element) seek(element.currentTime + by);
  },
  seek: (to) => {
    const { element, duration } = get();
    if (element) element.currentTime = Math.max(0, Math.min(duration || to, to));
  },
}));
