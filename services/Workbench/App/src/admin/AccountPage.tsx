import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Failure } from '../shell/Failure';
import { Loading } from '../shell/Loading';
import { PLANS } from './AccountsPage';
import { type Account, admin } from './api';
import { FormDialog } from './FormDialog';
import { ApiKeys } from './operations/ApiKeys';
import { WebhookSecrets } from './operations/WebhookSecrets';
import { Status } from './Status';

export default function AccountPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const path = `/accounts/${id}`;
  const account = useQuery({ queryKey: ['admin', path], queryFn: () => admin.get<Account>(path) });
  const [isEditing, setEditing] = useState(false);
  if (account.isPending) return <Loading />;
  if (account.isError) return <Failure failure={account.error} retry={account.refetch} />;
  const { data } = account;

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
        <Button variant="default" onClick={() => setEditing(true)}>
          {t('admin.change')}
        </Button>
      </Group>
      <ApiKeys path={`${path}/keys`} />
      <WebhookSecrets accountId={id} />
      {isEditing && (
        <FormDialog
          title={data.name}
          action={t('admin.save')}
          onClose={() => setEditing(false)}
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
    </Stack>
  );
}
