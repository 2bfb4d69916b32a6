import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { When } from '../shell/When';
import { PLANS } from './AccountsPage';
import { type Account, type ApiKey, admin } from './api';
import { FormDialog } from './FormDialog';
import { ListPage } from './ListPage';
import { Secret } from './Secret';
import { Status } from './Status';
import { useList } from './useList';

type Dialog = { kind: 'edit' } | { kind: 'create' } | { kind: 'rotate' | 'revoke'; key: ApiKey } | null;

export default function AccountPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const path = `/accounts/${id}`;
  const account = useQuery({ queryKey: ['admin', path], queryFn: () => admin.get<Account>(path) });
  const keys = useList<ApiKey>(`${path}/keys`);
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  if (account.isPending) return <Loading />;
  if (account.isError) return <Failure failure={account.error} retry={account.refetch} />;
  const { data } = account;
  const shown = (key: ApiKey) => <Secret hint={t('admin.keyOnce')} value={key.key ?? ''} onDone={close} />;

  return (
    <Stack gap="xl">
      <Group justify="space-between" align="start">
        <div>
          <Title order={1} size="h2">
            {data.name}
          </Title>
          <Group gap="sm" mt={4}>
            <Status value={data.status} />
            <Text className="quiet">{data.plan}</Text>
            <Text className="quiet" size="sm">
              {data.id}
            </Text>
          </Group>
        </div>
        <Button variant="default" onClick={() => setDialog({ kind: 'edit' })}>
          {t('admin.change')}
        </Button>
      </Group>
      <ListPage
        level={2}
        title={t('admin.keys')}
        source={keys}
        keyOf={(key) => key.id}
        actions={<Button onClick={() => setDialog({ kind: 'create' })}>{t('admin.newKey')}</Button>}
        columns={[
          { title: t('admin.name'), cell: (key) => key.name },
          { title: t('admin.prefix'), cell: (key) => `${key.prefix}…` },
          { title: t('admin.mode'), cell: (key) => t(`admin.modes.${key.mode}`) },
          { title: t('admin.status'), cell: (key) => key.status && <Status value={key.status} /> },
          { title: t('admin.lastUsed'), cell: (key) => <When at={key.last_used_date} /> },
          { title: t('admin.expires'), cell: (key) => <When at={key.expire_date} /> },
          {
            title: '',
            cell: (key) =>
              key.status === 'active' && (
                <Group gap="xs" wrap="nowrap">
                  <Button size="xs" variant="default" onClick={() => setDialog({ kind: 'rotate', key })}>
                    {t('admin.rotate')}
                  </Button>
                  <Button size="xs" variant="default" onClick={() => setDialog({ kind: 'revoke', key })}>
                    {t('admin.revoke')}
                  </Button>
                </Group>
              ),
          },
        ]}
      />
      {dialog?.kind === 'edit' && (
        <FormDialog
          title={data.name}
          action={t('admin.save')}
          onClose={close}
          inputs={[
            { name: 'name', label: t('admin.name'), value: data.name, required: true },
            { name: 'plan', label: t('admin.plan'), kind: 'choice', options: PLANS, value: data.plan, required: true },
            {
              name: 'status',
              label: t('admin.status'),
              kind: 'choice',
              value: data.status,
              required: true,
              hint: t('admin.suspendHint'),
              options: ['active', 'suspended'].map((value) => ({ value, label: t(`state.${value}`) })),
            },
          ]}
          onSend={async (values) => void (await admin.patch(path, values))}
        />
      )}
      {dialog?.kind === 'create' && (
        <FormDialog
          title={t('admin.newKey')}
          action={t('admin.create')}
          onClose={close}
          inputs={[
            { name: 'name', label: t('admin.name'), required: true },
            {
              name: 'mode',
              label: t('admin.mode'),
              kind: 'choice',
              value: 'test',
              required: true,
              options: ['live', 'test'].map((value) => ({ value, label: t(`admin.modes.${value}`) })),
            },
          ]}
          onSend={async (values) => shown(await admin.post<ApiKey>(`${path}/keys`, values))}
        />
      )}
      {dialog?.kind === 'rotate' && (
        <FormDialog
          title={t('admin.rotateTitle', { name: dialog.key.name })}
          action={t('admin.rotate')}
          onClose={close}
          inputs={[{ name: 'overlap_minutes', label: t('admin.overlap'), kind: 'number', value: 1440, required: true }]}
          onSend={async (values) => shown(await admin.post<ApiKey>(`${path}/keys/${dialog.key.id}/rotate`, values))}
        />
      )}
      {dialog?.kind === 'revoke' && (
        <FormDialog
          title={t('admin.revokeTitle', { name: dialog.key.name })}
          hint={t('admin.revokeHint')}
          action={t('admin.revoke')}
          isDangerous
          onClose={close}
          inputs={[]}
          onSend={async () => void (await admin.remove(`${path}/keys/${dialog.key.id}`))}
        />
      )}
    </Stack>
  );
}
