import { useTranslation } from 'react-i18next';
import type { Usage } from './api';
import { ListPage } from './ListPage';
import { useList } from './useList';

export default function UsagePage() {
  const { t } = useTranslation();
  const source = useList<Usage>('/usage', ['month', 'account_id']);
  return (
    <ListPage
      title={t('admin.section.usage')}
      source={source}
      keyOf={(usage) => `${usage.account_id} ${usage.month}`}
      filters={[
        { name: 'month', label: t('admin.month') },
        { name: 'account_id', label: t('admin.accountId') },
      ]}
      columns={[
        { title: t('admin.account'), cell: (usage) => usage.account_id },
        { title: t('admin.month'), cell: (usage) => usage.month },
        { title: t('admin.liveJobs'), cell: (usage) => usage.live_jobs },
        { title: t('admin.billableJobs'), cell: (usage) => usage.billable_jobs },
      ]}
    />
  );
}
