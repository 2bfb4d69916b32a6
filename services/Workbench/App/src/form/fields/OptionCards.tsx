import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Key } from '../../hotkeys/Key';
import { choiceKeys } from '../choiceKeys';
import { colourOf } from '../colours';
import type { Choice } from '../model';
import classes from './fields.module.css';

interface Props {
  choices: readonly Choice[];
  chosen: readonly string[];
  several?: boolean;
  onToggle: (value: string) => void;
  labelId: string;
  errorId?: string;
  showsKeys: boolean;
  isReadOnly: boolean;
  isFull?: boolean;
}

const FILTER_FROM = 13;
const SHOWN_MAX = 200;

/** One of a list, or some of it: real radio buttons and check boxes under large, labelled areas. */
export function OptionCards({ choices, chosen, several = false, onToggle, labelId, errorId, showsKeys, isReadOnly, isFull }: Props) {
  const { t } = useTranslation();
  const group = useId();
  const [filter, setFilter] = useState('');
  const keys = choiceKeys(choices);
  const wanted = filter.trim().toLowerCase();
  const fitting = choices
    .map((choice, index) => ({ choice, key: keys[index] }))
    .filter(({ choice }) => !wanted || `${choice.label ?? ''} ${choice.value}`.toLowerCase().includes(wanted));

  function onFilterKey(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.ctrlKey) return;
    event.preventDefault();
    chooseFirst();
  }

  function chooseFirst() {
    const first = fitting[0];
    if (first && wanted) onToggle(first.choice.value);
    setFilter('');
  }

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
    <div role={several ? 'group' : 'radiogroup'} aria-labelledby={labelId} aria-describedby={errorId}>
      {choices.length >= FILTER_FROM && (
        <TextInput
          size="xs"
          mb="xs"
          aria-label={t('form.filter')}
          placeholder={t('form.filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={onFilterKey}
        />
      )}
      <div className={classes.options}>
        {fitting.slice(0, SHOWN_MAX).map(({ choice, key }) => {
          const isChosen = chosen.includes(choice.value);
          return (
            <label key={choice.value} className={classes.option} data-chosen={isChosen || undefined}>
              <input
                type={several ? 'checkbox' : 'radio'}
                name={group}
                checked={isChosen}
                disabled={isReadOnly || (isFull && !isChosen)}
                onChange={() => onToggle(choice.value)}
              />
              {choice.colour && <span className={classes.swatch} style={{ background: colourOf(choices, choice.value) }} />}
              <span className={classes.optionText}>
                {choice.label ?? choice.value}
                {choice.description && <small className={classes.definition}>{choice.description}</small>}
              </span>
              {showsKeys && key && <Key combination={key} />}
            </label>
          );
        })}
      </div>
      {fitting.length > SHOWN_MAX && <p className="quiet">{t('form.moreChoices', { count: fitting.length - SHOWN_MAX })}</p>}
    </div>
  );
}
