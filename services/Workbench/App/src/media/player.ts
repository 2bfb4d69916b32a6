import { create } from 'zustand';

const SPEED_KEY = 'hitl-speed';
const ZOOM_KEY = 'hitl-timeline-zoom';
const HEIGHT_KEY = 'hitl-timeline-height';
const SPEED_STEP = 0.05;
export const JUMP_S = 1.5;
export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
export const ZOOM_MAX = 20;
export const HEIGHT_DEFAULT_PX = 120;

interface Player {
  /** The recording on the stage; lists and text fields beside it steer it. */
  element: HTMLMediaElement | null;
  duration: number;
  speed: number;
  /** How many times wider than the stage the timeline is. */
  zoom: number;
  heightPx: number;
  attach: (element: HTMLMediaElement | null) => void;
  setDuration: (duration: number) => void;
  setSpeed: (speed: number) => void;
  setZoom: (zoom: number) => void;
  setHeight: (heightPx: number) => void;
  faster: (steps: number) => void;
  toggle: () => void;
  jump: (by: number) => void;
  seek: (to: number) => void;
  /** Plays that stretch and stops at its end, unless somebody plays on or seeks meanwhile. */
  playStretch: (from: number, to: number) => void;
}

function remembered(key: string, otherwise: number) {
  return Number(localStorage.getItem(key)) || otherwise;
}

export const usePlayer = create<Player>()((set, get) => {
  let frame = 0;
  const forgetStretch = () => cancelAnimationFrame(frame);

  return {
    element: null,
    duration: 0,
    speed: remembered(SPEED_KEY, 1),
    zoom: remembered(ZOOM_KEY, 1),
    heightPx: remembered(HEIGHT_KEY, HEIGHT_DEFAULT_PX),
    attach: (element) => {
      forgetStretch();
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
    setZoom: (zoom) => {
      localStorage.setItem(ZOOM_KEY, String(zoom));
      set({ zoom });
    },
    setHeight: (heightPx) => {
      localStorage.setItem(HEIGHT_KEY, String(heightPx));
      set({ heightPx });
    },
    faster: (steps) => get().setSpeed(get().speed + steps * SPEED_STEP),
    toggle: () => {
      const { element } = get();
      forgetStretch();
      if (element?.paused) void element.play();
      else element?.pause();
    },
    jump: (by) => {
      const { element, seek } = get();
      if (element) seek(element.currentTime + by);
    },
    seek: (to) => {
      const { element, duration } = get();
      forgetStretch();
      if (element) element.currentTime = Math.max(0, Math.min(duration || to, to));
    },
    playStretch: (from, to) => {
      const { element, seek } = get();
      if (!element) return;
      seek(from);
      void element.play();
      const watch = () => {
        if (element.currentTime >= to) element.pause();
        else frame = requestAnimationFrame(watch);
      };
      frame = requestAnimationFrame(watch);
    },
  };
});
