import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { choiceHandlers } from '../form/choiceKeys';
import { colourOf } from '../form/colours';
import type { FieldProps } from '../form/fieldProps';
import { jsonSet } from '../form/jsonSet';
import { LabelPicker } from '../form/LabelPicker';
import { MarkList } from '../form/MarkList';
import { MarkRow } from '../form/MarkRow';
import type { ShapeKind } from '../form/model';
import { NothingHere } from '../form/NothingHere';
import { useKeys } from '../hotkeys/useHotkeys';
import { soon } from '../shell/soon';
import { labelFor, useDesk, useDeskStore } from '../work/desk';
import { addShape, changeShape, pickLabel, removeShape } from './editing';
import { type BoxShape, isBox, type Shape, shapesOf, wordsOfShape } from './shape';

const loadBoxNumbers = () => import('./BoxNumbers');
const BoxNumbers = lazy(loadBoxNumbers);

/** Where the first box of a keyboard stands, before its numbers are typed or its edges are moved. */
const FIRST_BOX: BoxShape = { left: 0, top: 0, width: 100, height: 100 };

/** The labels that shapes get, and the shapes as a list: for the keyboard, for screen readers, and to see them all. */
export default function ShapeList({ field, value, onChange, isActive, isReadOnly }: FieldProps<ShapeKind>) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const shapes = shapesOf(field, value);
  const suggested = useDesk((desk) => desk.suggestions?.[field.name]);
  useEffect(() => soon(loadBoxNumbers), []);
  const selected = useDesk((desk) => (desk.selected?.field === field.name ? desk.selected.index : null));
  const selectedShape = selected === null ? undefined : shapes[selected];
  const selectedBox = selectedShape && isBox(selectedShape) ? selectedShape : null;
  const label = useDesk((desk) => selectedShape?.label ?? labelFor(desk, field));
  const pick = (one: string) => pickLabel(store, field, one);
  useKeys(isActive && !isReadOnly ? choiceHandlers(field.labels, pick) : {}, 'form');
  const isSuggested = useMemo(() => jsonSet(shapesOf(field, suggested)), [field, suggested]);
  const isFull = field.max !== undefined && shapes.length >= field.max;

  function addBox() {
    if (addShape(store, field, FIRST_BOX)) store.getState().select({ field: field.name, index: shapes.length });
  }

  return (
    <>
      {field.labels.length > 0 && (
        <LabelPicker name={field.name} labels={field.labels} value={label} onPick={pick} showsKeys={isActive} isReadOnly={isReadOnly} />
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
      {shapes.length === 0 && <NothingHere value={value} onChange={onChange} isReadOnly={isReadOnly} />}
      <MarkList
        count={shapes.length}
        selected={selected}
        row={(index) => {
          const shape = shapes[index] as Shape;
          return (
            <MarkRow
              field={field.name}
              index={index}
              colour={colourOf(field.labels, shape.label)}
              text={[field.labels.find((one) => one.value === shape.label)?.label ?? shape.label, wordsOfShape(shape)]
                .filter(Boolean)
                .join(' · ')}
              isSuggested={isSuggested(shape)}
              isReadOnly={isReadOnly}
              onRemove={() => removeShape(store, { field: field.name, index })}
            />
          );
        }}
        details={
          selectedBox &&
          !isReadOnly && (
            <Suspense fallback={null}>
              <BoxNumbers box={selectedBox} onChange={(box) => changeShape(store, { field: field.name, index: selected as number }, box)} />
            </Suspense>
          )
        }
      />
    </>
  );
}
