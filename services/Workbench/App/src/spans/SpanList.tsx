import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { choiceHandlers } from '../form/choiceKeys';
import { colourOf } from '../form/colours';
import type { FieldProps } from '../form/fieldProps';
import { jsonSet } from '../form/jsonSet';
import { LabelPicker } from '../form/LabelPicker';
import { MarkList } from '../form/MarkList';
import { MarkRow } from '../form/MarkRow';
import { NothingHere } from '../form/NothingHere';
import { useKeys } from '../hotkeys/useHotkeys';
import { labelFor, useDesk, useDeskStore } from '../work/desk';
import { relabelSpan, removeSpan, spansOf } from './editing';
import type { Span } from './segments';

export default function SpanList({ field, value, onChange, isActive, isReadOnly }: FieldProps<'spans'>) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const spans = spansOf(value);
  const suggested = useDesk((desk) => desk.suggestions?.[field.name]);
  const isSuggested = useMemo(() => jsonSet(spansOf(suggested)), [suggested]);
  const selected = useDesk((desk) => (desk.selected?.field === field.name ? desk.selected.index : null));
  const label = useDesk((desk) => (selected === null ? labelFor(desk, field) : spans[selected]?.label));

  function pick(one: string) {
    store.getState().setLabel(field.name, one);
    if (selected !== null) relabelSpan(store, field, selected, one);
  }

  useKeys(isActive && !isReadOnly ? choiceHandlers(field.labels, pick) : {}, 'form');
  return (
    <>
      {field.labels.length > 0 && (
        <LabelPicker name={field.name} labels={field.labels} value={label} onPick={pick} showsKeys={isActive} isReadOnly={isReadOnly} />
      )}
      <Text size="sm" className="quiet">
        {t('spans.count', { count: spans.length })}
      </Text>
      {spans.length === 0 && <NothingHere value={value} onChange={onChange} isReadOnly={isReadOnly} />}
      <MarkList
        count={spans.length}
        selected={selected}
        row={(index) => {
          const span = spans[index] as Span;
          return (
            <MarkRow
              field={field.name}
              index={index}
              colour={colourOf(field.labels, span.label)}
              text={[field.labels.find((one) => one.value === span.label)?.label ?? span.label, span.text].filter(Boolean).join(' · ')}
              isSuggested={isSuggested(span)}
              isReadOnly={isReadOnly}
              onRemove={() => removeSpan(store, field, index)}
            />
          );
        }}
      />
    </>
  );
}
