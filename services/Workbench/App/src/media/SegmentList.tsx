import { Group, NumberInput, Text, Textarea } from '@mantine/core';
import { useEffect } from 'react';
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
import { usePlayer } from './player';
import { changeSegment, clock, removeSegment, segmentsOf } from './segments';

export default function SegmentList({ field, value, isActive, isReadOnly }: FieldProps<'segments'>) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const seek = usePlayer((player) => player.seek);
  const segments = segmentsOf(value);
  const suggested = useDesk((desk) => desk.suggestions?.[field.name]);
  const selected = useDesk((desk) => (desk.selected?.field === field.name ? desk.selected.index : null));
  const label = useDesk((desk) => (selected === null ? labelFor(desk, field) : segments[selected]?.label));

  function pick(one: string) {
    store.getState().setLabel(field.name, one);
    if (selected !== null) changeSegment(store, field, selected, { label: one });
  }

  useKeys(isActive && !isReadOnly ? choiceHandlers(field.labels, pick) : {}, 'form');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only choosing one leads there, not changing it
  useEffect(() => {
    if (selected !== null && segments[selected]) seek(segments[selected].start);
  }, [selected]);

  return (
    <>
      {field.labels.length > 0 && (
        <LabelPicker labels={field.labels} value={label} onPick={pick} showsKeys={isActive} isReadOnly={isReadOnly} />
      )}
      <Text size="sm" className="quiet">
        {t('media.segments', { count: segments.length })}
      </Text>
      {segments.length > 0 && (
        <ol className={classes.marks}>
          {segments.map((segment, index) => (
            <MarkRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a segment has no other name than its place
              key={index}
              field={field.name}
              index={index}
              colour={colourOf(field.labels, segment.label)}
              text={`${clock(segment.start)}–${clock(segment.end)} ${field.labels.find((one) => one.value === segment.label)?.label ?? segment.label ?? ''} ${segment.text ?? ''}`}
              isSuggested={segmentsOf(suggested).some((one) => sameJson(one as never, segment as never))}
              isReadOnly={isReadOnly}
              onRemove={() => removeSegment(store, field, index)}
            >
              {!isReadOnly && (
                <>
                  <Group grow gap={6}>
                    {(['start', 'end'] as const).map((edge) => (
                      <NumberInput
                        key={edge}
                        size="xs"
                        label={t(`media.${edge}`)}
                        min={0}
                        step={0.1}
                        decimalScale={3}
                        value={segment[edge]}
                        onChange={(typed) => typeof typed === 'number' && changeSegment(store, field, index, { [edge]: typed }, true)}
                      />
                    ))}
                  </Group>
                  <Textarea
                    size="xs"
                    mb={6}
                    label={t('media.text')}
                    autosize
                    minRows={1}
                    value={segment.text ?? ''}
                    onChange={(event) => changeSegment(store, field, index, { text: event.currentTarget.value }, true)}
                  />
                </>
              )}
            </MarkRow>
          ))}
        </ol>
      )}
    </>
  );
}
