import { Anchor, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { When } from '../shell/When';
import type { WholeJob } from './jobs';
import { NameLink, useNames } from './names';

/** What was ordered, by whom, and where it stands; only what there is. */
export function JobFacts({ job }: { job: WholeJob }) {
  const { t } = useTranslation();
  const projects = useNames('projects', [job.project_id]);
  const accounts = useNames('accounts', [job.account_id]);
  const facts: [string, ReactNode][] = [
    [t('office:project'), <NameLink key="p" kind="projects" id={job.project_id} names={projects} />],
    [t('admin.account'), <NameLink key="a" kind="accounts" id={job.account_id} names={accounts} />],
    [t('admin.created'), <When key="c" at={job.create_date} />],
    [t('office:started'), <When key="s" at={job.start_date} />],
    [t('admin.finished'), <When key="f" at={job.finish_date} />],
    [t('admin.expires'), job.expiration_date && <When key="e" at={job.expiration_date} />],
    [t('office:due'), job.due_date && <When key="d" at={job.due_date} />],
    [t('office:priority'), job.priority && t(`office:priorities.${job.priority}`)],
    [t('admin.template'), templateOf(job, t('office:ownForm'))],
    [t('office:assignees'), job.assignees?.join(', ')],
    [t('office:dialect'), job.dialect],
    [t('office:uniqueId'), job.unique_id],
    [t('admin.message'), job.error],
  ];
  return (
    <Table withTableBorder fz="sm">
      <Table.Tbody>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400} w="11rem">
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}

function templateOf({ template }: WholeJob, own: string) {
  if (!template) return null;
  if (!template.id) return own;
  return (
    <Anchor component={Link} size="sm" to={`/admin/templates/${template.id}?version=${template.version}`}>
      {template.id.slice(0, 13)}… ({template.version})
    </Anchor>
  );
}
