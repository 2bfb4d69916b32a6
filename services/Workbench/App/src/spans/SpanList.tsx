import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { choiceHandlers } from '../form/choiceKeys';
import { colourOf } from '../form/colours';
import type { FieldProps } from '../form/fieldProps';
import classes from '../form/form.module.css';
import { LabelPicker } from '../form/LabelPicker';
import { MarkRow } from '../form/MarkRow';
import { sameJson } from '../form/model';
import { useKeys } from '../hotkeys/useHotkeys';
import { labelFor, useDesk, useDeskStore } from '../work/desk';
import { relabelSpan, removeSpan, spansOf } from './editing';

export default function SpanList({ field, value, isActive, isReadOnly }: FieldProps<'spans'>) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const spans = spansOf(value);
  const suggested = useDesk((desk) => desk.suggestions?.[field.name]);
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
        <LabelPicker labels={field.labels} value={label} onPick={pick} showsKeys={isActive} isReadOnly={isReadOnly} />
      )}
      <Text size="sm" className="quiet">
        {t('spans.count', { count: spans.length })}
      </Text>
      {spans.length > 0 && (
        <ol className={classes.marks}>
          {spans.map((span, index) => (
            <MarkRow
              key={`${span.start}-${span.end}-${span.label}`}
              field={field.name}
              index={index}
              colour={colourOf(field.labels, span.label)}
              text={[field.labels.find((one) => one.value === span.label)?.label ?? span.label, span.text].filter(Boolean).join(' · ')}
              isSuggested={spansOf(suggested).some((one) => sameJson(one as never, span as never))}
              isReadOnly={isReadOnly}
              onRemove={() => removeSpan(store, field, index)}
            />
          ))}
        </ol>
      )}
    </>
  );
}
