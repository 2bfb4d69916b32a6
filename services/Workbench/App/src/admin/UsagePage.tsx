import { useTranslation } from 'react-i18next';
import type { Account, Usage } from './api';
import { CsvButton } from './CsvButton';
import { csvOf, readAll } from './csv';
import { ListPage } from './ListPage';
import { NameLink, useNames } from './names';
import { useList } from './useList';

export default function UsagePage() {
  const { t, i18n } = useTranslation();
  const source = useList<Usage>('/usage', ['month', 'account_id']);
  const accounts = useNames(
    'accounts',
    source.items.map((usage) => usage.account_id),
  );
  const number = (value: number) => value.toLocaleString(i18n.language);
  return (
    <ListPage
      title={t('admin.section.usage')}
      source={source}
      keyOf={(usage) => `${usage.account_id} ${usage.month}`}
      filters={[
        { name: 'month', label: t('admin.month'), kind: 'month' },
        { name: 'account_id', label: t('admin.accountId') },
      ]}
      actions={<CsvButton name="usage" make={() => usageCsv(source.chosen)} />}
      columns={[
        { title: t('admin.account'), cell: (usage) => <NameLink kind="accounts" id={usage.account_id} names={accounts} /> },
        { title: t('admin.month'), cell: (usage) => usage.month },
        { title: t('admin.liveJobs'), cell: (usage) => number(usage.live_jobs) },
        { title: t('admin.billableJobs'), cell: (usage) => number(usage.billable_jobs) },
      ]}
    />
  );
}

async function usageCsv(filters: Record<string, string>) {
  const [usage, accounts] = await Promise.all([readAll<Usage>('/usage', filters), readAll<Account>('/accounts', {})]);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return csvOf(
    ['account_id', 'account', 'month', 'live_jobs', 'billable_jobs'],
    usage.map((one) => [one.account_id, names.get(one.account_id), one.month, one.live_jobs, one.billable_jobs]),
  );
}
