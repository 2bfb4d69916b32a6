import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { When } from '../shell/When';
import { type Account, admin } from './api';
import { FormDialog } from './FormDialog';
import { ListPage } from './ListPage';
import { Status } from './Status';
import { useList } from './useList';

export const PLANS = ['standard', 'professional', 'enterprise'].map((value) => ({ value, label: value }));

export default function AccountsPage() {
  const { t } = useTranslation();
  const source = useList<Account>('/accounts');
  const [creates, setCreates] = useState(false);
  return (
    <>
      <ListPage
        title={t('admin.section.accounts')}
        source={source}
        keyOf={(account) => account.id}
        actions={<Button onClick={() => setCreates(true)}>{t('admin.newAccount')}</Button>}
        columns={[
          {
            title: t('admin.name'),
            cell: (account) => (
              <Anchor component={Link} to={`/admin/accounts/${account.id}`}>
                {account.name}
              </Anchor>
            ),
          },
          { title: t('admin.plan'), cell: (account) => account.plan },
          { title: t('admin.status'), cell: (account) => <Status value={account.status} /> },
          { title: t('admin.created'), cell: (account) => <When at={account.create_date} /> },
        ]}
      />
      {creates && (
        <FormDialog
          title={t('admin.newAccount')}
          action={t('admin.create')}
          onClose={() => setCreates(false)}
          inputs={[
            { name: 'name', label: t('admin.name'), required: true },
            { name: 'plan', label: t('admin.plan'), kind: 'choice', options: PLANS, value: 'standard', required: true },
          ]}
          onSend={async (values) => void (await admin.post('/accounts', values))}
        />
      )}
    </>
  );
}
