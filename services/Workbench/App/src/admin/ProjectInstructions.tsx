import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ownUrl } from '../api/http';
import { InstructionsFile } from '../work/Instructions';
import classes from './admin.module.css';
import type { Project } from './api';

/** What a project asks of its annotators, as they read it. */
export function ProjectInstructions({ project }: { project: Project }) {
  const { t } = useTranslation();
  if (!project.instructions_file)
    return (
      <Alert variant="outline" color="gray">
        {t('work.noInstructions')}
      </Alert>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so the keyboard must reach it
    <section className={classes.instructions} tabIndex={0} aria-label={t('office:document')}>
      <InstructionsFile url={ownUrl(project.instructions_file)} />
    </section>
  );
}
