import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers, Assignment, Json } from '../api/work';
import { FormPanel } from '../form/FormPanel';
import { Stage } from '../stage/Stage';
import { createDesk, DeskContext } from '../work/desk';
import { onStage } from '../work/materials';
import classes from './admin.module.css';

/** What a task shows; the rest is as on any annotator's desk. */
export type Sample = Pick<Assignment, 'content' | 'attachments' | 'files' | 'predictions'>;

export const NO_SAMPLE: Sample = { content: null, attachments: [], files: [], predictions: null };

interface Props {
  /** Null: the project has no form, and any JSON is an answer. */
  fields: Json[] | null;
  sample?: Sample;
  /** What a judge said of the answers, by field. */
  errors?: Record<string, string[]>;
  onAnswers?: (answers: Answers) => void;
  /** What was answered: shown, and not to be changed. */
  result?: Answers;
}

/** A task as annotators see it, with their own components. What is answered here goes nowhere. */
export function TaskPreview({ fields, sample = NO_SAMPLE, errors, onAnswers, result }: Props) {
  const { t } = useTranslation();
  const store = useMemo(() => {
    const desk = createDesk({ ...NOTHING, ...sample, template: fields === null ? null : { fields } }, result ?? {}, result !== undefined);
    // Nothing is being answered yet, and a page must not scroll to where that would be.
    desk.setState({ active: null });
    return desk;
  }, [fields, sample, result]);
  useEffect(() => store.getState().setErrors(errors ?? {}), [store, errors]);
  useEffect(() => onAnswers && store.subscribe(({ answers }) => onAnswers(answers)), [store, onAnswers]);
  const hasStage = onStage(store.getState().materials).length > 0;
  return (
    <div className={classes.preview} data-stage={hasStage || undefined} data-testid="preview">
      <DeskContext value={store}>
        {hasStage && (
          <section className={classes.previewStage} aria-label={t('work.material')}>
            <Stage />
          </section>
        )}
        <section className={classes.previewForm} aria-label={t('work.form')}>
          <FormPanel />
        </section>
      </DeskContext>
    </div>
  );
}

const NOTHING: Assignment = {
  id: 'preview',
  job_id: '',
  project_id: '',
  project_name: '',
  status: 'held',
  lease_expires: '',
  version: 1,
  template: null,
  content: null,
  attachments: [],
  instructions_file: null,
  files: [],
  predictions: null,
  draft: null,
};
