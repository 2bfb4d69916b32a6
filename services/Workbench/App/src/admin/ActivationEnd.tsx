import { Alert, Button, Checkbox, Group, Stack, Table } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Failure } from '../shell/Failure';
import { admin, type Project, type Template } from './api';

/** What is about to take effect, and the button that does it. */
export function ActivationEnd({ project, template }: { project: Project; template: Template | null }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [hasRead, setRead] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { settings } = project;

  async function activate() {
    setBusy(true);
    setFailure(null);
    try {
      await admin.post(`/projects/${project.id}/activate`);
      await queries.invalidateQueries({ queryKey: ['admin'] });
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  }

  if (project.status === 'active')
    return (
      <Alert variant="outline" color="green" title={t('office:isActive')} role="status">
        <Group justify="space-between">
          {t('office:isActiveHint')}
          <Button component={Link} to={`/admin/projects/${project.id}`} variant="default" size="xs">
            {t('office:toProject')}
          </Button>
        </Group>
      </Alert>
    );
  const facts: [string, string][] = [
    [t('admin.template'), template ? `${template.name} (${template.version})` : t('admin.noTemplate')],
    [t('admin.rule'), t(`admin.rules.${settings.completion_rule ?? 'first'}`)],
    [t('admin.submissions'), String(settings.submissions)],
    [t('admin.lease'), String(settings.lease_minutes)],
  ];
  return (
    <Stack gap="md">
      {failure !== null && <Failure failure={failure} />}
      <Table withTableBorder maw="40rem">
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Checkbox label={t('office:haveRead')} checked={hasRead} onChange={(event) => setRead(event.currentTarget.checked)} />
      <div>
        <Button loading={busy} disabled={!hasRead} onClick={() => void activate()}>
          {t('admin.activate')}
        </Button>
      </div>
    </Stack>
  );
}
