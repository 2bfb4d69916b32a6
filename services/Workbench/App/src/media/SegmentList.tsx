import { Group, NumberInput, Text, Textarea } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { choiceHandlers } from '../form/choiceKeys';
import { colourOf } from '../form/colours';
import type { FieldProps } from '../form/fieldProps';
import { jsonSet } from '../form/jsonSet';
import { LabelPicker } from '../form/LabelPicker';
import { MarkList } from '../form/MarkList';
import { MarkRow } from '../form/MarkRow';
import { NothingHere } from '../form/NothingHere';
import { ActionKey } from '../hotkeys/Key';
import { useKeys } from '../hotkeys/useHotkeys';
import { labelFor, useDesk, useDeskStore } from '../work/desk';
import { usePlayer } from './player';
import { changeSegment, clock, removeSegment, type Segment, segmentsOf } from './segments';

export default function SegmentList({ field, value, onChange, isActive, isReadOnly }: FieldProps<'segments'>) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const seek = usePlayer((player) => player.seek);
  const isPaused = () => usePlayer.getState().element?.paused !== false;
  const segments = segmentsOf(value);
  const suggested = useDesk((desk) => desk.suggestions?.[field.name]);
  const selected = useDesk((desk) => (desk.selected?.field === field.name ? desk.selected.index : null));
  const chosen = selected === null ? undefined : segments[selected];
  const isSuggested = useMemo(() => jsonSet(segmentsOf(suggested)), [suggested]);
  const label = useDesk((desk) => (selected === null ? labelFor(desk, field) : segments[selected]?.label));

  function pick(one: string) {
    store.getState().setLabel(field.name, one);
    if (selected !== null) changeSegment(store, field, selected, { label: one });
  }

  useKeys(isActive && !isReadOnly ? choiceHandlers(field.labels, pick) : {}, 'form');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only choosing one leads there, not changing it
  useEffect(() => {
    if (selected !== null && segments[selected] && isPaused()) seek(segments[selected].start);
  }, [selected]);

  return (
    <>
      {field.labels.length > 0 && (
        <LabelPicker name={field.name} labels={field.labels} value={label} onPick={pick} showsKeys={isActive} isReadOnly={isReadOnly} />
      )}
      <Text size="sm" className="quiet">
        {t('media.segments', { count: segments.length })}
      </Text>
      {segments.length === 0 && <NothingHere value={value} onChange={onChange} isReadOnly={isReadOnly} />}
      <MarkList
        count={segments.length}
        selected={selected}
        row={(index) => {
          const segment = segments[index] as Segment;
          return (
            <MarkRow
              field={field.name}
              index={index}
              colour={colourOf(field.labels, segment.label)}
              text={`${clock(segment.start)}–${clock(segment.end)} ${field.labels.find((one) => one.value === segment.label)?.label ?? segment.label ?? ''} ${segment.text ?? ''}`}
              isSuggested={isSuggested(segment)}
              isReadOnly={isReadOnly}
              onRemove={() => removeSegment(store, field, index)}
            />
          );
        }}
        details={
          chosen &&
          !isReadOnly && (
            <SegmentDetails segment={chosen} onChange={(change) => changeSegment(store, field, selected as number, change, true)} />
          )
        }
      />
    </>
  );
}

/** Its edges in numbers, and what is said in it. */
function SegmentDetails({ segment, onChange }: { segment: Segment; onChange: (change: Partial<Segment>) => void }) {
  const { t } = useTranslation();
  return (
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
            onChange={(typed) => typeof typed === 'number' && onChange({ [edge]: typed })}
          />
        ))}
      </Group>
      <Group gap="md" className="quiet" fz="xs">
        <span>
          <ActionKey action="playSegment" /> {t('action.playSegment')}
        </span>
        <span>
          <ActionKey action="nextSegment" /> {t('action.nextSegment')}
        </span>
      </Group>
      <Textarea
        size="xs"
        label={t('media.text')}
        autosize
        minRows={1}
        value={segment.text ?? ''}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
    </>
  );
}
