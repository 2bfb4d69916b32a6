import { Alert, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { Answers, Json } from '../api/work';
import { JsonBlock } from '../content/ContentDisplay';
import { combinationFromTemplate } from '../hotkeys/keys';
import { useKeys } from '../hotkeys/useHotkeys';
import { useDesk, useDeskStore } from '../work/desk';
import { FieldCard } from './FieldCard';
import { JsonText } from './fields/Typing';
import { focusField } from './focusField';
import classes from './form.module.css';
import { visibleFields } from './model';

export function FormPanel() {
  const { t } = useTranslation();
  const store = useDeskStore();
  const fields = useDesk(useShallow((desk) => visibleFields(desk.fields, desk.answers)));
  const general = useDesk((desk) => desk.errors['']);
  const assignment = useDesk((desk) => desk.assignment);
  const hasSuggestions = useDesk((desk) => desk.suggestions !== null);
  const unfitting =
    assignment.predictions !== null && assignment.predictions !== undefined && !hasSuggestions && assignment.template !== null;

  useKeys(
    Object.fromEntries(
      fields.flatMap((field) => {
        const key = field.hotkey && combinationFromTemplate(field.hotkey);
        return key ? [[key, () => focusField(store, field.name)]] : [];
      }),
    ),
    'form',
  );

  return (
    <div className={classes.panel}>
      {general && general.length > 0 && (
        <Alert color="red" variant="outline" role="alert">
          {general.join(' ')}
        </Alert>
      )}
      {assignment.template === null ? <PlainEditor /> : fields.map((field) => <FieldCard key={field.name} field={field} />)}
      {unfitting && (
        <Alert variant="outline" color="gray" title={t('form.unfitting')}>
          <JsonBlock value={assignment.predictions} />
        </Alert>
      )}
    </div>
  );
}

/** Without a form any JSON object is an answer. */
function PlainEditor() {
  const { t } = useTranslation();
  const answers = useDesk((desk) => desk.answers);
  const predictions = useDesk((desk) => desk.assignment.predictions);
  const isReadOnly = useDesk((desk) => desk.isReadOnly);
  const replace = useDesk((desk) => desk.replaceTyped);
  const isObject = (json: Json) => typeof json === 'object' && json !== null && !Array.isArray(json);
  return (
    <Stack gap="sm" className={classes.card}>
      <h2 className={classes.label} id="plain-label" style={{ margin: 0 }}>
        {t('form.plain')}
      </h2>
      <span className={classes.description}>{t('form.plainHint')}</span>
      <JsonText
        value={answers}
        onChange={(value) => replace((value ?? {}) as Answers)}
        isReadOnly={isReadOnly}
        describe={{ 'aria-labelledby': 'plain-label' }}
        wrong={t('form.notObject')}
        accepts={isObject}
      />
      {predictions !== null && predictions !== undefined && (
        <details>
          <summary>{t('form.predictions')}</summary>
          <JsonBlock value={predictions} />
        </details>
      )}
    </Stack>
  );
}
