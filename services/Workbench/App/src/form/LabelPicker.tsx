import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionKey, Key } from '../hotkeys/Key';
import type { Combination } from '../hotkeys/keys';
import { useActions } from '../hotkeys/useHotkeys';
import { choiceKeys } from './choiceKeys';
import { colourOf } from './colours';
import classes from './form.module.css';
import type { Choice } from './model';
import { useRecentLabels } from './recentLabels';

interface Props {
  /** Of the field. */
  name: string;
  labels: readonly Choice[];
  value: string | undefined;
  onPick: (label: string) => void;
  showsKeys: boolean;
  isReadOnly: boolean;
}

/** With more labels than there are digits one searches. */
const SEARCH_FROM = 10;
const SHOWN_MAX = 60;

/** The label that marks get: pressed with its key, printed on it; of many, found by its first letters, the latest ones first. */
export function LabelPicker({ name, labels, value, onPick, showsKeys, isReadOnly }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const recent = useRecentLabels((state) => state.byField[name]);
  const addRecent = useRecentLabels((state) => state.add);
  const isLong = labels.length >= SEARCH_FROM;
  const keys = choiceKeys(labels);
  const fitting = isLong ? sorted(labels, recent ?? [], search) : labels;
  const chosen = labels.find((label) => label.value === value);

  useActions({ searchLabels: isLong && showsKeys && !isReadOnly && (() => input.current?.focus()) });

  function pick(label: string) {
    if (isLong) addRecent(name, label);
    setSearch('');
    onPick(label);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape') || event.ctrlKey) return;
    event.preventDefault();
    const [first] = fitting;
    if (event.key === 'Enter' && search.trim() && first) pick(first.value);
    // Keys go to the marks again.
    input.current?.blur();
  }

  return (
    <>
      {isLong && (
        <TextInput
          ref={input}
          size="xs"
          aria-label={t('form.searchLabels')}
          placeholder={t('form.searchLabels')}
          rightSection={showsKeys && <ActionKey action="searchLabels" />}
          disabled={isReadOnly}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <div className={classes.labels} role="toolbar" aria-label={t('form.labels')}>
        {fitting.slice(0, SHOWN_MAX).map((label) => (
          <LabelButton
            key={label.value}
            label={label}
            colour={colourOf(labels, label.value)}
            combination={showsKeys ? keys[labels.indexOf(label)] : null}
            isPressed={label.value === value}
            isReadOnly={isReadOnly}
            describedBy={label === chosen && label.description ? hint : undefined}
            onPick={() => pick(label.value)}
          />
        ))}
        {fitting.length > SHOWN_MAX && <span className="quiet">{t('form.moreChoices', { count: fitting.length - SHOWN_MAX })}</span>}
      </div>
      {chosen?.description && (
        <p id={hint} className={classes.definition}>
          {chosen.description}
        </p>
      )}
    </>
  );
}

/** Those that begin so before those that only hold it; without a search the latest ones first. */
function sorted(labels: readonly Choice[], recent: readonly string[], search: string): readonly Choice[] {
  const wanted = search.trim().toLowerCase();
  const words = (label: Choice) => `${label.label ?? label.value}`.toLowerCase();
  if (!wanted) {
    const latest = recent.flatMap((value) => labels.find((label) => label.value === value) ?? []);
    return [...latest, ...labels.filter((label) => !recent.includes(label.value))];
  }
  const rank = (label: Choice) => (words(label).startsWith(wanted) ? 0 : 1);
  return labels
    .filter((label) => words(label).includes(wanted) || label.value.toLowerCase().includes(wanted))
    .sort((one, other) => rank(one) - rank(other));
}

interface LabelButtonProps {
  label: Choice;
  colour: string;
  combination: Combination | null | undefined;
  isPressed: boolean;
  isReadOnly: boolean;
  describedBy: string | undefined;
  onPick: () => void;
}

function LabelButton({ label, colour, combination, isPressed, isReadOnly, describedBy, onPick }: LabelButtonProps) {
  return (
    <button
      type="button"
      className={classes.labelButton}
      aria-pressed={isPressed}
      aria-describedby={describedBy}
      title={label.description}
      disabled={isReadOnly}
      onClick={onPick}
    >
      <span className={classes.labelSwatch} style={{ background: colour }} />
      {label.label ?? label.value}
      {combination && <Key combination={combination} />}
    </button>
  );
}
