import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { When } from '../shell/When';
import type { Template } from './api';
import { ListPage } from './ListPage';
import { NameLink, useNames } from './names';
import { useList } from './useList';

export default function TemplatesPage() {
  const { t } = useTranslation();
  const source = useList<Template>('/templates', ['account_id']);
  const accounts = useNames(
    'accounts',
    source.items.map((template) => template.account_id),
  );
  return (
    <ListPage
      title={t('admin.section.templates')}
      source={source}
      keyOf={(template) => template.id}
      filters={[{ name: 'account_id', label: t('admin.accountId') }]}
      actions={
        <Button component={Link} to="/admin/templates/new">
          {t('admin.newTemplate')}
        </Button>
      }
      columns={[
        {
          title: t('admin.name'),
          cell: (template) => (
            <Anchor component={Link} to={`/admin/templates/${template.id}`}>
              {template.name}
            </Anchor>
          ),
        },
        { title: t('admin.version'), cell: (template) => template.version },
        {
          title: t('admin.account'),
          cell: (template) =>
            template.account_id ? <NameLink kind="accounts" id={template.account_id} names={accounts} /> : t('admin.shared'),
        },
        { title: t('admin.changed'), cell: (template) => <When at={template.update_date} /> },
      ]}
    />
  );
}
