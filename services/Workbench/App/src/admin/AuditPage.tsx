import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { enOperations } from '../i18n/enOperations';
import { When } from '../shell/When';
import type { AuditEntry } from './api';
import { ListPage } from './ListPage';
import { pageOf, wordsOf } from './operations/audit';
import { useList } from './useList';

const ACTS = Object.keys(enOperations.operations.acts);

export default function AuditPage() {
  const { t } = useTranslation();
  const source = useList<AuditEntry>('/audit', ['action', 'actor', 'path', 'since', 'until']);
  const wordsFor = (action: string) => t(`operations.acts.${action}`, { defaultValue: wordsOf(action) });
  return (
    <ListPage
      title={t('admin.section.audit')}
      source={source}
      keyOf={(entry) => entry.id}
      filters={[
        { name: 'action', label: t('admin.action'), options: ACTS.map((value) => ({ value, label: wordsFor(value) })) },
        { name: 'actor', label: t('admin.actor') },
        { name: 'path', label: t('operations.audit.path') },
        { name: 'since', label: t('operations.since'), kind: 'date' },
        { name: 'until', label: t('operations.until'), kind: 'date' },
      ]}
      columns={[
        { title: t('history.when'), cell: (entry) => <When at={entry.date} /> },
        { title: t('admin.actor'), cell: (entry) => <Actor name={entry.actor} /> },
        { title: t('admin.action'), cell: (entry) => wordsFor(entry.action) },
        { title: t('operations.audit.thing'), cell: (entry) => <Thing path={entry.path} /> },
        { title: t('admin.request'), cell: (entry) => <Text size="xs">{entry.request_id}</Text> },
      ]}
    />
  );
}

/** Leads to everything that they did. */
function Actor({ name }: { name: string }) {
  const { t } = useTranslation();
  const [kind, id = ''] = name.split(':');
  const word = { annotator: 'person', key: 'key', service: 'service' }[kind ?? ''];
  return (
    <Anchor component={Link} to={`/admin/audit?actor=${encodeURIComponent(name)}`} size="sm" underline="always">
      {word ? `${t(`operations.audit.${word}`)} ${id}` : name}
    </Anchor>
  );
}

function Thing({ path }: { path: string }) {
  const page = pageOf(path);
  const shown = path.replace(/^\/v1\/admin/, '');
  if (page === null) return <Text size="sm">{shown}</Text>;
  return (
    <Anchor component={Link} to={page} size="sm" underline="always">
      {shown}
    </Anchor>
  );
}
