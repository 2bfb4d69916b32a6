import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from '../shell/When';
import { type Annotator, admin } from './api';
import { CsvButton } from './CsvButton';
import { FormDialog, type Input } from './FormDialog';
import { ListPage } from './ListPage';
import { type Performance, performanceCsv, usePerformance } from './performance';
import { Status } from './Status';
import { useList } from './useList';

export const ROLES = ['annotator', 'reviewer', 'administrator'] as const;

export default function AnnotatorsPage() {
  const { t, i18n } = useTranslation();
  const source = useList<Annotator>('/annotators', ['status', 'email', 'team_id', 'project_id']);
  const performance = usePerformance(source.items.map((annotator) => annotator.id));
  const ofNewest = (show: (found: Performance) => string | null) => (annotator: Annotator) => {
    const found = performance.found.get(annotator.id);
    if (!found)
      return <span className="quiet">{performance.isPending ? '…' : t(performance.isError ? 'common.failed' : 'office:unknown')}</span>;
    return show(found) ?? <span className="quiet">—</span>;
  };
  const seconds = (value: number | null) => (value === null ? null : t('office:seconds', { seconds: numberOf(value) }));
  const numberOf = (value: number) => value.toLocaleString(i18n.language, { maximumFractionDigits: 1 });
  const [dialog, setDialog] = useState<'create' | Annotator | null>(null);
  const role = (value: string): Input => ({
    name: 'role',
    label: t('admin.role'),
    kind: 'choice',
    value,
    required: true,
    options: ROLES.map((one) => ({ value: one, label: t(`admin.roles.${one}`) })),
  });
  return (
    <>
      <ListPage
        title={t('admin.section.annotators')}
        source={source}
        keyOf={(annotator) => annotator.id}
        filters={[
          { name: 'email', label: t('session.email') },
          {
            name: 'status',
            label: t('admin.status'),
            options: ['active', 'inactive'].map((value) => ({ value, label: t(`state.${value}`) })),
          },
          { name: 'project_id', label: t('admin.projectId') },
        ]}
        actions={
          <>
            <CsvButton name="people" make={() => performanceCsv(source.chosen)} />
            <Button onClick={() => setDialog('create')}>{t('admin.newAnnotator')}</Button>
          </>
        }
        columns={[
          { title: t('admin.name'), cell: (annotator) => annotator.name },
          { title: t('session.email'), cell: (annotator) => annotator.email },
          { title: t('admin.role'), cell: (annotator) => <span className="whole">{t(`admin.roles.${annotator.role}`)}</span> },
          { title: t('admin.status'), cell: (annotator) => <Status value={annotator.status} /> },
          { title: t('office:done'), cell: (annotator) => numberOf(annotator.jobs_done ?? 0) },
          { title: t('office:held'), cell: (annotator) => numberOf(annotator.jobs_held ?? 0) },
          { title: t('office:median'), cell: ofNewest(({ median_active_seconds }) => seconds(median_active_seconds)) },
          { title: t('office:p90'), cell: ofNewest(({ p90_active_seconds }) => seconds(p90_active_seconds)) },
          {
            title: t('office:acceptance'),
            cell: ofNewest(({ accepted, reviewed }) => (reviewed === 0 ? null : t('office:acceptedOf', { accepted, reviewed }))),
          },
          { title: t('admin.created'), cell: (annotator) => <When at={annotator.create_date} /> },
          {
            title: '',
            cell: (annotator) => (
              <Button size="xs" variant="default" onClick={() => setDialog(annotator)}>
                {t('admin.change')}
              </Button>
            ),
          },
        ]}
      />
      {dialog === 'create' && (
        <FormDialog
          title={t('admin.newAnnotator')}
          hint={t('admin.inviteInstead')}
          action={t('admin.create')}
          onClose={() => setDialog(null)}
          inputs={[
            { name: 'email', label: t('session.email'), kind: 'email', required: true },
            { name: 'name', label: t('admin.name'), required: true },
            { name: 'password', label: t('invitation.password'), kind: 'password', required: true },
            role('annotator'),
          ]}
          onSend={async (values) => void (await admin.post('/annotators', values))}
        />
      )}
      {dialog !== null && dialog !== 'create' && (
        <FormDialog
          title={dialog.name}
          hint={t('admin.endsSessions')}
          action={t('admin.save')}
          onClose={() => setDialog(null)}
          inputs={[
            { name: 'name', label: t('admin.name'), value: dialog.name, required: true },
            role(dialog.role),
            {
              name: 'status',
              label: t('admin.status'),
              kind: 'choice',
              value: dialog.status,
              required: true,
              options: ['active', 'inactive'].map((value) => ({ value, label: t(`state.${value}`) })),
            },
            { name: 'jobs_per_day', label: t('admin.jobsPerDay'), kind: 'number', value: dialog.jobs_per_day ?? null },
            { name: 'password', label: t('admin.newPassword'), kind: 'password' },
          ]}
          onSend={async (values) => void (await admin.patch(`/annotators/${dialog.id}`, { jobs_per_day: null, ...values }))}
        />
      )}
    </>
  );
}
