import type { Json } from '../api/work';
import { isShapeField, type ShapeField } from '../form/model';
import { type DeskStore, labelFor, type Mark } from '../work/desk';
import { type Shape, shapesOf, withLabel } from './shape';

function fieldOf(store: DeskStore, name: string): ShapeField | undefined {
  return store.getState().fields.find((field): field is ShapeField => field.name === name && isShapeField(field));
}

function write(store: DeskStore, field: ShapeField, shapes: Shape[]) {
  store.getState().change(field.name, shapes.length === 0 ? undefined : (shapes as unknown as Json));
}

export function shapeAt(store: DeskStore, mark: Mark): Shape | undefined {
  const field = fieldOf(store, mark.field);
  return field && shapesOf(field, store.getState().answers[field.name])[mark.index];
}

/** False when the field has as many as it may. */
export function addShape(store: DeskStore, field: ShapeField, shape: Shape): boolean {
  const desk = store.getState();
  const shapes = shapesOf(field, desk.answers[field.name]);
  if (field.max !== undefined && shapes.length >= field.max) return false;
  write(store, field, [...shapes, withLabel(shape, labelFor(desk, field))]);
  return true;
}

export function changeShape(store: DeskStore, mark: Mark, shape: Shape) {
  const field = fieldOf(store, mark.field);
  if (!field) return;
  const shapes = shapesOf(field, store.getState().answers[field.name]);
  write(
    store,
    field,
    shapes.map((one, index) => (index === mark.index ? shape : one)),
  );
}

export function removeShape(store: DeskStore, mark: Mark) {
  const field = fieldOf(store, mark.field);
  if (!field) return;
  const shapes = shapesOf(field, store.getState().answers[field.name]);
  store.getState().select(null);
  write(
    store,
    field,
    shapes.filter((_, index) => index !== mark.index),
  );
}

export function removeSelected(store: DeskStore) {
  const { selected } = store.getState();
  if (selected) removeShape(store, selected);
}

/** The label of the selected shape, else of those that are drawn from now on. */
export function pickLabel(store: DeskStore, field: ShapeField, label: string) {
  const desk = store.getState();
  desk.setLabel(field.name, label);
  const { selected } = desk;
  const shape = selected?.field === field.name ? shapeAt(store, selected) : undefined;
  if (selected && shape) changeShape(store, selected, withLabel(shape, label));
}
