import { Switch } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { colourOf } from '../form/colours';
import { jsonSet } from '../form/jsonSet';
import { visibleFields } from '../form/model';
import { useActions, useKeys } from '../hotkeys/useHotkeys';
import { StageNotice } from '../stage/StageNotice';
import { useFileText } from '../stage/useFileText';
import { useDesk, useDeskStore } from '../work/desk';
import { type Material, materialOf } from '../work/materials';
import { CodePoints, snapToWords } from './codePoints';
import { addSpan, removeSpan, type SpansField, spansOf } from './editing';
import { type Span, stretches } from './segments';
import { selectedStretch } from './selection';
import classes from './spans.module.css';

interface Marked extends Span {
  field: SpansField;
  index: number;
  isSuggested: boolean;
}

const SNAP_KEY = 'hitl-snap-to-words';

/** A text whose stretches are marked by selecting them, with the mouse or with Shift and the arrows. */
export function TextStage({ material }: { material: Material }) {
  const { t } = useTranslation();
  const file = useFileText(material.text === undefined ? material.url : undefined);
  const text = material.text ?? file.text;
  if (file.isBroken) return <StageNotice text={t('stage.notLoaded')} />;
  return text === undefined ? null : <MarkableText material={material} text={text} />;
}

function MarkableText({ material, text }: { material: Material; text: string }) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const root = useRef<HTMLDivElement>(null);
  const points = useMemo(() => new CodePoints(text), [text]);
  const [snaps, setSnaps] = useState(localStorage.getItem(SNAP_KEY) === 'true');
  const fields = useDesk(
    useShallow((desk) =>
      visibleFields(desk.fields, desk.answers).filter(
        (field): field is SpansField => field.type === 'spans' && materialOf(field, desk.materials)?.id === material.id,
      ),
    ),
  );
  const { answers, suggestions, active, selected, isReadOnly } = useDesk(
    useShallow(({ answers, suggestions, active, selected, isReadOnly }) => ({ answers, suggestions, active, selected, isReadOnly })),
  );
  const target = fields.find((field) => field.name === active) ?? fields[0];
  const marked: Marked[] = fields.flatMap((field) => {
    const isSuggested = jsonSet(spansOf(suggestions?.[field.name]));
    return spansOf(answers[field.name]).map((span, index) => ({ ...span, field, index, isSuggested: isSuggested(span) }));
  });

  function markSelection() {
    const stretch = root.current && selectedStretch(root.current, points);
    if (!stretch || !target) return;
    const [start, end] = snaps ? snapToWords(points, ...stretch) : stretch;
    addSpan(store, target, points, start, end);
    window.getSelection()?.removeAllRanges();
  }

  useActions({
    remove:
      !isReadOnly &&
      (() => {
        const field = fields.find((one) => one.name === selected?.field);
        if (field && selected) removeSpan(store, field, selected.index);
      }),
  });
  useKeys(fields.length > 0 && !isReadOnly ? { Enter: markSelection } : {}, 'form');

  return (
    <>
      {fields.length > 0 && !isReadOnly && (
        <div className={classes.toolbar}>
          <span className="quiet">{t('spans.hint')}</span>
          <Switch
            size="xs"
            label={t('spans.snap')}
            checked={snaps}
            onChange={(event) => {
              localStorage.setItem(SNAP_KEY, String(event.currentTarget.checked));
              setSnaps(event.currentTarget.checked);
            }}
          />
        </div>
      )}
      <div className={classes.scroll}>
        <div
          ref={root}
          className={classes.text}
          dir="auto"
          data-testid="text-stage"
          onPointerUp={(event) => event.button === 0 && markSelection()}
        >
          {stretches(points.length, marked).map((stretch) => (
            <Piece
              key={stretch.start}
              text={points.slice(stretch.start, stretch.end)}
              marks={stretch.spans.map((at) => marked[at] as Marked)}
              starts={stretch.spans.filter((at) => marked[at]?.start === stretch.start).map((at) => marked[at] as Marked)}
              selected={selected}
              onSelect={(mark) =>
                window.getSelection()?.isCollapsed && store.getState().select({ field: mark.field.name, index: mark.index })
              }
            />
          ))}
        </div>
      </div>
    </>
  );
}

interface PieceProps {
  text: string;
  marks: Marked[];
  starts: Marked[];
  selected: { field: string; index: number } | null;
  onSelect: (mark: Marked) => void;
}

/** The label stands above its span as generated content: it is no part of the text, and never of a selection. */
function Piece({ text, marks, starts, selected, onSelect }: PieceProps) {
  const [top] = marks.slice(-1);
  if (!top) return text;
  const isSelected = marks.some((mark) => mark.field.name === selected?.field && mark.index === selected.index);
  const labels = starts.map((mark) => mark.field.labels.find((one) => one.value === mark.label)?.label ?? mark.label).filter(Boolean);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list beside does the same by keyboard
    <mark
      className={classes.mark}
      data-label={labels.join(', ') || undefined}
      data-suggested={marks.every((mark) => mark.isSuggested) || undefined}
      data-selected={isSelected || undefined}
      style={{
        boxShadow: marks.map((mark, index) => `inset 0 ${-2 - 3 * index}px 0 ${colourOf(mark.field.labels, mark.label)}`).join(', '),
        ['--mark' as string]: colourOf(top.field.labels, top.label),
      }}
      onClick={() => onSelect(top)}
    >
      {text}
    </mark>
  );
}
