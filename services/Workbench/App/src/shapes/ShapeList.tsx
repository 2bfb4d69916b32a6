import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../api/work';
import { choiceHandlers } from '../form/choiceKeys';
import { colourOf } from '../form/colours';
import type { FieldProps } from '../form/fieldProps';
import classes from '../form/form.module.css';
import { LabelPicker } from '../form/LabelPicker';
import { MarkRow } from '../form/MarkRow';
import { type ShapeKind, sameJson } from '../form/model';
import { useKeys } from '../hotkeys/useHotkeys';
import { labelFor, useDesk, useDeskStore } from '../work/desk';
import { addShape, changeShape, pickLabel, removeShape } from './editing';
import { type BoxShape, isBox, shapesOf, wordsOfShape } from './shape';

const BoxNumbers = lazy(() => import('./BoxNumbers'));

/** Where the first box of a keyboard stands, before its numbers are typed or its edges are moved. */
const FIRST_BOX: BoxShape = { left: 0, top: 0, width: 100, height: 100 };

/** The labels that shapes get, and the shapes as a list: for the keyboard, for screen readers, and to see them all. */
export default function ShapeList({ field, value, isActive, isReadOnly }: FieldProps<ShapeKind>) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const shapes = shapesOf(field, value);
  const suggested = useDesk((desk) => desk.suggestions?.[field.name]);
  const label = useDesk((desk) => {
    const own = desk.selected?.field === field.name ? shapes[desk.selected.index]?.label : undefined;
    return own ?? labelFor(desk, field);
  });
  const pick = (one: string) => pickLabel(store, field, one);
  useKeys(isActive && !isReadOnly ? choiceHandlers(field.labels, pick) : {}, 'form');
  const suggestedShapes = shapesOf(field, suggested);
  const isFull = field.max !== undefined && shapes.length >= field.max;

  function addBox() {
    if (addShape(store, field, FIRST_BOX)) store.getState().select({ field: field.name, index: shapes.length });
  }

  return (
    <>
      {field.labels.length > 0 && (
        <LabelPicker labels={field.labels} value={label} onPick={pick} showsKeys={isActive} isReadOnly={isReadOnly} />
      )}
      <Group justify="space-between">
        <Text size="sm" className="quiet">
          {field.max === undefined
            ? t('shapes.count', { count: shapes.length })
            : t('shapes.countOf', { count: shapes.length, max: field.max })}
        </Text>
        {field.type === 'boxes' && !isReadOnly && (
          <Button size="compact-xs" variant="default" disabled={isFull} leftSection={<IconPlus size={14} />} onClick={addBox}>
            {t('shapes.addBox')}
          </Button>
        )}
      </Group>
      {shapes.length > 0 && (
        <ol className={classes.marks}>
          {shapes.map((shape, index) => (
            <MarkRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a shape has no other name than its place
              key={index}
              field={field.name}
              index={index}
              colour={colourOf(field.labels, shape.label)}
              text={[field.labels.find((one) => one.value === shape.label)?.label ?? shape.label, wordsOfShape(shape)]
                .filter(Boolean)
                .join(' · ')}
              isSuggested={suggestedShapes.some((one) => sameJson(one as unknown as Json, shape as unknown as Json))}
              isReadOnly={isReadOnly}
              onRemove={() => removeShape(store, { field: field.name, index })}
            >
              {isBox(shape) && !isReadOnly && (
                <Suspense fallback={null}>
                  <BoxNumbers box={shape} onChange={(box) => changeShape(store, { field: field.name, index }, box)} />
                </Suspense>
              )}
            </MarkRow>
          ))}
        </ol>
      )}
    </>
  );
}
