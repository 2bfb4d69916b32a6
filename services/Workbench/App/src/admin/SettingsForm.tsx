import { Alert, Button, Fieldset, Group, MultiSelect, NumberInput, Select, Stack, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/http';
import type { Page } from '../api/work';
import { wordsFor } from '../shell/Failure';
import { admin, type Project, type Settings, type Team, type Template } from './api';

const RULES = ['first', 'agreement', 'review'] as const;
const SWITCHES = ['allows_skipping', 'allows_corrections', 'asks_second_opinion', 'allows_fallback'] as const;
const DEFAULTS = {
  agreement: { threshold: 0.6, iou: 0.5, submissions_max: 5 },
  review: { stages: 1, sample_rate: 1, return_to: 'author' as const },
};

/** How the work of a project is done; sent as a whole, as the API takes it. */
export function SettingsForm({ project }: { project: Project }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [settings, setSettings] = useState<Settings>(project.settings);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const templates = useQuery({
    queryKey: ['admin', '/templates', 'all'],
    queryFn: () => admin.get<Page<Template>>('/templates?limit=1000'),
  });
  const teams = useQuery({ queryKey: ['admin', '/teams', 'all'], queryFn: () => admin.get<Page<Team>>('/teams?limit=1000') });
  const agreement = settings.agreement ?? DEFAULTS.agreement;
  const review = settings.review ?? DEFAULTS.review;
  const errors = failure instanceof Problem ? failure.errors : {};
  const set = (change: Partial<Settings>) => setSettings({ ...settings, ...change });
  const number = (typed: string | number) => (typeof typed === 'number' ? typed : Number(typed) || 0);

  async function save(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await admin.put(`/projects/${project.id}/settings`, settings);
      notifications.show({ message: t('admin.saved') });
      await queries.invalidateQueries({ queryKey: ['admin'] });
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={save}>
      <Stack gap="md">
        {failure !== null && (
          <Alert color="red" variant="outline" role="alert">
            {wordsFor(failure, t('session.unreachable'))}
          </Alert>
        )}
        <Select
          label={t('admin.template')}
          description={t('admin.templateHint')}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': t('admin.noTemplate') }}
          error={errors.template_id?.join(' ')}
          data={(templates.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.name} (${one.version})` }))}
          value={settings.template_id ?? null}
          onChange={(template_id) => set({ template_id, template_version: null })}
        />
        <Group grow>
          <NumberInput
            label={t('admin.submissions')}
            min={1}
            max={50}
            error={errors.submissions?.join(' ')}
            value={settings.submissions}
            onChange={(typed) => set({ submissions: number(typed) })}
          />
          <NumberInput
            label={t('admin.lease')}
            min={1}
            max={1440}
            error={errors.lease_minutes?.join(' ')}
            value={settings.lease_minutes}
            onChange={(typed) => set({ lease_minutes: number(typed) })}
          />
        </Group>
        <Select
          label={t('admin.rule')}
          allowDeselect={false}
          error={errors.completion_rule?.join(' ')}
          data={RULES.map((value) => ({ value, label: t(`admin.rules.${value}`) }))}
          value={settings.completion_rule ?? 'first'}
          onChange={(rule) => set({ completion_rule: rule as Settings['completion_rule'] })}
        />
        {settings.completion_rule === 'agreement' && (
          <Fieldset legend={t('admin.agreement')}>
            <Group grow align="end">
              <NumberInput
                label={t('admin.threshold')}
                min={0.01}
                max={1}
                step={0.05}
                value={agreement.threshold}
                onChange={(typed) => set({ agreement: { ...agreement, threshold: number(typed) } })}
              />
              <NumberInput
                label={t('admin.iou')}
                min={0.01}
                max={1}
                step={0.05}
                value={agreement.iou}
                onChange={(typed) => set({ agreement: { ...agreement, iou: number(typed) } })}
              />
              <NumberInput
                label={t('admin.submissionsMax')}
                min={1}
                max={50}
                value={agreement.submissions_max}
                onChange={(typed) => set({ agreement: { ...agreement, submissions_max: number(typed) } })}
              />
            </Group>
          </Fieldset>
        )}
        {(settings.completion_rule === 'agreement' || settings.completion_rule === 'review') && (
          <Fieldset legend={t('admin.review')}>
            <Group grow align="end">
              <NumberInput
                label={t('admin.stages')}
                min={1}
                max={5}
                value={review.stages}
                onChange={(typed) => set({ review: { ...review, stages: number(typed) } })}
              />
              <NumberInput
                label={t('admin.sampleRate')}
                min={0}
                max={1}
                step={0.1}
                value={review.sample_rate}
                onChange={(typed) => set({ review: { ...review, sample_rate: number(typed) } })}
              />
              <Select
                label={t('admin.returnTo')}
                allowDeselect={false}
                data={(['author', 'another'] as const).map((value) => ({ value, label: t(`admin.returns.${value}`) }))}
                value={review.return_to}
                onChange={(to) => set({ review: { ...review, return_to: to === 'another' ? 'another' : 'author' } })}
              />
            </Group>
          </Fieldset>
        )}
        <NumberInput
          label={t('admin.undoSeconds')}
          min={0}
          max={600}
          error={errors.undo_seconds?.join(' ')}
          value={settings.undo_seconds ?? 0}
          onChange={(typed) => set({ undo_seconds: number(typed) })}
        />
        {SWITCHES.map((name) => (
          <Switch
            key={name}
            label={t(`admin.${name}`)}
            checked={settings[name] ?? name === 'allows_skipping'}
            onChange={(event) => set({ [name]: event.currentTarget.checked })}
          />
        ))}
        <MultiSelect
          label={t('admin.section.teams')}
          description={t('admin.teamsHint')}
          searchable
          error={errors.team_ids?.join(' ')}
          data={(teams.data?.items ?? []).map((team) => ({ value: team.id, label: team.name }))}
          value={settings.team_ids ?? []}
          onChange={(team_ids) => set({ team_ids })}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {t('admin.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
