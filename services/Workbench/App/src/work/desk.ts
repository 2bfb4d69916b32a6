import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { Answers, Assignment, Json } from '../api/work';
import { type Field, isEmpty, isShapeField, readFields, sameJson, takesAnswer, visibleFields } from '../form/model';
import { type Material, materialOf, materialsOf, onStage } from './materials';

export interface Mark {
  field: string;
  index: number;
}

/** What lies on an annotator's desk: the job, what they answer, and what they look at. */
export interface Desk {
  assignment: Assignment;
  fields: Field[];
  materials: Material[];
  /** Null when there are none, or when they do not fit the form. */
  suggestions: Answers | null;
  isReadOnly: boolean;

  answers: Answers;
  past: Answers[];
  future: Answers[];
  lastChange: { name: string; at: number } | null;

  active: string | null;
  materialId: string | null;
  selected: Mark | null;
  isDrawing: boolean;
  isHidden: boolean;
  /** The label that a field's next mark gets. */
  labels: Record<string, string>;
  errors: Record<string, string[]>;

  change: (name: string, value: Json | undefined, typing?: boolean) => void;
  replaceAll: (answers: Answers) => void;
  /** The whole answer as it is typed, where a job has no form. */
  replaceTyped: (answers: Answers) => void;
  undo: () => void;
  redo: () => void;
  activate: (name: string) => void;
  show: (materialId: string) => void;
  select: (mark: Mark | null) => void;
  setDrawing: (isDrawing: boolean) => void;
  setHidden: (isHidden: boolean) => void;
  setLabel: (field: string, label: string) => void;
  setErrors: (errors: Record<string, string[]>) => void;
}

/** What is typed within this time is one step to undo. */
const ONE_STEP_MS = 1000;
const STEPS_MAX = 200;
const WHOLE = '';

export type DeskStore = StoreApi<Desk>;

export function suggestionsOf(assignment: Assignment): Answers | null {
  const { predictions, predictions_fit: fit, template } = assignment;
  if (typeof predictions !== 'object' || predictions === null || Array.isArray(predictions)) return null;
  return template === null || fit === false ? null : (predictions as Answers);
}

export function createDesk(assignment: Assignment, start: Answers, isReadOnly: boolean): DeskStore {
  const fields = readFields(assignment.template?.fields ?? []);
  const materials = materialsOf(assignment, fields);
  const first = visibleFields(fields, start).find((field) => takesAnswer(field) && isEmpty(start[field.name])) ?? fields.find(takesAnswer);
  const firstMaterial = (first && materialOf(first, materials)) ?? onStage(materials)[0];

  return createStore<Desk>()((set, get) => ({
    assignment,
    fields,
    materials,
    suggestions: suggestionsOf(assignment),
    isReadOnly,
    answers: start,
    past: [],
    future: [],
    lastChange: null,
    active: first?.name ?? null,
    materialId: firstMaterial?.id ?? null,
    selected: null,
    isDrawing: !isReadOnly && fields.some(isShapeField),
    isHidden: false,
    labels: {},
    errors: {},

    change: (name, value, typing = false) => {
      const { answers, past, lastChange, errors } = get();
      if (get().isReadOnly || sameJson(answers[name], value)) return;
      const next = { ...answers };
      if (value === undefined) delete next[name];
      else next[name] = value;
      const continues = typing && lastChange?.name === name && Date.now() - lastChange.at < ONE_STEP_MS;
      const { [name]: _, ...otherErrors } = errors;
      set({
        answers: next,
        past: continues ? past : [...past.slice(-STEPS_MAX), answers],
        future: [],
        lastChange: typing ? { name, at: Date.now() } : null,
        errors: otherErrors,
      });
    },
    replaceAll: (answers) =>
      set((desk) => ({ answers, past: [...desk.past, desk.answers], future: [], lastChange: null, selected: null, errors: {} })),
    replaceTyped: (answers) =>
      set((desk) => {
        const continues = desk.lastChange?.name === WHOLE && Date.now() - desk.lastChange.at < ONE_STEP_MS;
        return {
          answers,
          past: continues ? desk.past : [...desk.past.slice(-STEPS_MAX), desk.answers],
          future: [],
          lastChange: { name: WHOLE, at: Date.now() },
          errors: {},
        };
      }),
    undo: () => {
      const { past, answers, future } = get();
      const before = past.at(-1);
      if (before) set({ answers: before, past: past.slice(0, -1), future: [answers, ...future], lastChange: null, selected: null });
    },
    redo: () => {
      const { past, answers, future } = get();
      const [after, ...rest] = future;
      if (after) set({ answers: after, past: [...past, answers], future: rest, lastChange: null, selected: null });
    },
    activate: (name) => {
      const field = fields.find((one) => one.name === name);
      if (!field || get().active === name) return;
      const material = materialOf(field, materials);
      set({ active: name, ...(material ? { materialId: material.id } : {}), ...(isShapeField(field) ? {} : { selected: null }) });
    },
    show: (materialId) => set({ materialId, selected: null }),
    select: (selected) => set({ selected, ...(selected ? { active: selected.field } : {}) }),
    setDrawing: (isDrawing) => set({ isDrawing, selected: null }),
    setHidden: (isHidden) => set({ isHidden }),
    setLabel: (field, label) => set((desk) => ({ labels: { ...desk.labels, [field]: label } })),
    setErrors: (errors) => set({ errors }),
  }));
}

export const DeskContext = createContext<DeskStore | null>(null);

export function useDeskStore(): DeskStore {
  const store = useContext(DeskContext);
  if (!store) throw new Error('There is no desk here.');
  return store;
}

export function useDesk<T>(select: (desk: Desk) => T): T {
  return useStore(useDeskStore(), select);
}

/** The label of a field's next mark: what was chosen last, else its first. */
export function labelFor(desk: Desk, field: Field): string | undefined {
  if (!('labels' in field) || field.labels.length === 0) return undefined;
  return desk.labels[field.name] ?? field.labels[0]?.value;
}
