import { useTranslation } from 'react-i18next';
import { When } from '../shell/When';
import type { AuditEntry } from './api';
import { ListPage } from './ListPage';
import { useList } from './useList';

export default function AuditPage() {
  const { t } = useTranslation();
  const source = useList<AuditEntry>('/audit', ['action', 'actor']);
  return (
    <ListPage
      title={t('admin.section.audit')}
      source={source}
      keyOf={(entry) => entry.id}
      filters={[
        { name: 'action', label: t('admin.action') },
        { name: 'actor', label: t('admin.actor') },
      ]}
      columns={[
        { title: t('history.when'), cell: (entry) => <When at={entry.date} /> },
        { title: t('admin.action'), cell: (entry) => entry.action },
        { title: t('admin.actor'), cell: (entry) => entry.actor },
        { title: t('admin.path'), cell: (entry) => entry.path },
        { title: t('admin.request'), cell: (entry) => entry.request_id },
      ]}
    />
  );
}
