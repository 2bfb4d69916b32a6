import { ActionIcon, Badge, Group, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Markdown } from '../content/Markdown';
import { Key } from '../hotkeys/Key';
import { combinationFromTemplate } from '../hotkeys/keys';
import { useDesk } from '../work/desk';
import { FieldInput } from './FieldInput';
import classes from './form.module.css';
import { type Field, labelOf, sameJson, takesAnswer } from './model';

/** One question: what it is, its answer, what is wrong with it. */
export function FieldCard({ field }: { field: Field }) {
  const { t } = useTranslation();
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const value = useDesk((desk) => desk.answers[field.name]);
  const suggestion = useDesk((desk) => desk.suggestions?.[field.name]);
  const isActive = useDesk((desk) => desk.active === field.name);
  const errors = useDesk((desk) => desk.errors[field.name]);
  const isReadOnly = useDesk((desk) => desk.isReadOnly);
  const change = useDesk((desk) => desk.change);
  const activate = useDesk((desk) => desk.activate);
  const hotkey = field.hotkey ? combinationFromTemplate(field.hotkey) : null;
  const isSuggested = suggestion !== undefined && sameJson(value, suggestion);
  const isChanged = suggestion !== undefined && !isSuggested;
  const hasErrors = errors !== undefined && errors.length > 0;

  useEffect(() => {
    if (isActive && !card.current?.contains(document.activeElement)) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the controls inside take the keys; this only follows them
    <section
      ref={card}
      className={classes.card}
      data-field={field.name}
      data-active={isActive || undefined}
      data-wrong={hasErrors || undefined}
      data-suggested={isSuggested || undefined}
      aria-labelledby={`${id}-label`}
      onFocus={() => activate(field.name)}
      onClick={() => activate(field.name)}
    >
      <Group justify="space-between" gap="xs" wrap="nowrap" align="start">
        <Text component="h2" id={`${id}-label`} className={classes.label}>
          {labelOf(field)}
          {field.required && takesAnswer(field) && <span className={classes.required}> ({t('form.required')})</span>}
        </Text>
        <Group gap={6} wrap="nowrap">
          {isSuggested && (
            <Badge variant="outline" className={classes.suggested}>
              {t('form.suggested')}
            </Badge>
          )}
          {isChanged && (
            <Badge variant="outline" color="gray" className={classes.changed}>
              {t('form.changed')}
            </Badge>
          )}
          {isChanged && !isReadOnly && (
            <ActionIcon
              variant="subtle"
              size="sm"
              aria-label={t('form.takeSuggestion')}
              title={t('form.takeSuggestion')}
              onClick={() => change(field.name, suggestion)}
            >
              <IconArrowBackUp size={16} />
            </ActionIcon>
          )}
          {hotkey && <Key combination={hotkey} />}
        </Group>
      </Group>
      {field.description && (
        <div className={classes.description}>
          <Markdown text={field.description} />
        </div>
      )}
      <FieldInput
        field={field}
        value={value}
        onChange={(next, typing) => change(field.name, next, typing)}
        isActive={isActive}
        isReadOnly={isReadOnly}
        labelId={`${id}-label`}
        errorId={hasErrors ? `${id}-error` : undefined}
      />
      {hasErrors && (
        <div id={`${id}-error`} className={classes.error} role="alert">
          {errors.map((error) => (
            <div key={error}>{error}</div>
          ))}
        </div>
      )}
    </section>
  );
}
