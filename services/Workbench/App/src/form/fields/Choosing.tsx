import { ActionIcon, Button, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Key } from '../../hotkeys/Key';
import { useKeys } from '../../hotkeys/useHotkeys';
import { choiceHandlers, choiceKeys } from '../choiceKeys';
import { asString, asStrings, type FieldProps } from '../fieldProps';
import type { Choice } from '../model';
import classes from './fields.module.css';
import { OptionCards } from './OptionCards';

export function BooleanInput({ value, onChange, ...rest }: FieldProps<'boolean'>) {
  const { t } = useTranslation();
  const choices: Choice[] = [
    { value: 'true', label: t('form.yes') },
    { value: 'false', label: t('form.no') },
  ];
  return (
    <OneOf
      {...rest}
      choices={choices}
      chosen={typeof value === 'boolean' ? String(value) : ''}
      onChoose={(chosen) => onChange(chosen === 'true')}
    />
  );
}

export function ChoiceInput({ field, value, onChange, ...rest }: FieldProps<'choice'>) {
  return <OneOf {...rest} choices={field.choices} chosen={asString(value)} onChoose={onChange} />;
}

interface OneOfProps extends Pick<FieldProps<'choice'>, 'isActive' | 'isReadOnly' | 'labelId' | 'errorId'> {
  choices: readonly Choice[];
  chosen: string;
  onChoose: (value: string) => void;
}

export function OneOf({ choices, chosen, onChoose, isActive, ...rest }: OneOfProps) {
  useKeys(isActive && !rest.isReadOnly ? choiceHandlers(choices, onChoose) : {}, 'form');
  return <OptionCards {...rest} choices={choices} chosen={[chosen]} onToggle={onChoose} showsKeys={isActive} />;
}

export function ChoicesInput({ field, value, onChange, isActive, ...rest }: FieldProps<'choices'>) {
  const chosen = asStrings(value);
  const isFull = field.max_chosen !== undefined && chosen.length >= field.max_chosen;

  function toggle(one: string) {
    if (chosen.includes(one)) onChange(chosen.filter((other) => other !== one));
    // In the order of the form, not of the clicks: equal answers look equal.
    else if (!isFull) onChange(field.choices.map((choice) => choice.value).filter((other) => other === one || chosen.includes(other)));
  }

  useKeys(isActive && !rest.isReadOnly ? choiceHandlers(field.choices, toggle) : {}, 'form');
  return <OptionCards {...rest} choices={field.choices} chosen={chosen} several onToggle={toggle} showsKeys={isActive} isFull={isFull} />;
}

export function ScaleInput({ field, value, onChange, isActive, ...rest }: FieldProps<'rating' | 'likert'>) {
  const points: Choice[] = Array.from({ length: field.size ?? 5 }, (_, index) => ({ value: String(index + 1) }));
  const choose = (point: string) => onChange(Number(point));
  useKeys(isActive && !rest.isReadOnly ? choiceHandlers(points, choose) : {}, 'form');
  return (
    <div className={classes.scale}>
      <OptionCards
        {...rest}
        choices={points}
        chosen={typeof value === 'number' ? [String(value)] : []}
        onToggle={choose}
        showsKeys={false}
      />
      {(field.min_label || field.max_label) && (
        <div className={classes.scaleEnds}>
          <span>{field.min_label}</span>
          <span>{field.max_label}</span>
        </div>
      )}
    </div>
  );
}

export function RankingInput({ field, value, onChange, isActive, isReadOnly, labelId }: FieldProps<'ranking'>) {
  const { t } = useTranslation();
  const ranked = asStrings(value);
  const waiting = field.choices.filter((choice) => !ranked.includes(choice.value));
  const keys = choiceKeys(field.choices);
  const label = (one: string) => field.choices.find((choice) => choice.value === one)?.label ?? one;
  const set = (order: string[]) => onChange(order.length === 0 ? undefined : order);
  const add = (one: string) => ranked.includes(one) || set([...ranked, one]);
  useKeys(isActive && !isReadOnly ? choiceHandlers(field.choices, add) : {}, 'form');

  function move(index: number, by: number) {
    const order = [...ranked];
    const [one] = order.splice(index, 1);
    order.splice(index + by, 0, one as string);
    set(order);
  }

  return (
    <fieldset className={classes.plain} aria-labelledby={labelId}>
      <ol className={classes.ranking}>
        {ranked.map((one, index) => (
          <li key={one}>
            <span className={classes.optionText}>{label(one)}</span>
            <ActionIcon
              variant="default"
              disabled={isReadOnly || index === 0}
              aria-label={t('form.moveUp', { name: label(one) })}
              onClick={() => move(index, -1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              disabled={isReadOnly || index === ranked.length - 1}
              aria-label={t('form.moveDown', { name: label(one) })}
              onClick={() => move(index, 1)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              disabled={isReadOnly}
              aria-label={t('form.unrank', { name: label(one) })}
              onClick={() => set(ranked.filter((other) => other !== one))}
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ol>
      {waiting.length > 0 && (
        <Group gap="xs">
          {waiting.map((choice) => {
            const key = keys[field.choices.indexOf(choice)];
            return (
              <Button
                key={choice.value}
                variant="default"
                size="xs"
                disabled={isReadOnly}
                onClick={() => add(choice.value)}
                rightSection={isActive && key && <Key combination={key} />}
              >
                {ranked.length + 1}. {choice.label ?? choice.value}
              </Button>
            );
          })}
          {!isReadOnly && ranked.length === 0 && (
            <Button variant="subtle" size="xs" onClick={() => set(waiting.map((choice) => choice.value))}>
              {t('form.takeOrder')}
            </Button>
          )}
        </Group>
      )}
    </fieldset>
  );
}
