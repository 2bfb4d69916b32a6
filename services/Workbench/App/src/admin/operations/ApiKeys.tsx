import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from '../../shell/When';
import { type ApiKey, admin } from '../api';
import { FormDialog } from '../FormDialog';
import { ListPage } from '../ListPage';
import { Secret } from '../Secret';
import { Status } from '../Status';
import { useList } from '../useList';

type Dialog = { kind: 'create' } | { kind: 'rotate' | 'revoke'; key: ApiKey } | null;

const OVERLAP_MINUTES = 1440;

/** An account's keys. Each is shown once, in a dialog that only its own button closes. */
export function ApiKeys({ path }: { path: string }) {
  const { t } = useTranslation();
  const keys = useList<ApiKey>(path);
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  const shown = (key: ApiKey) => <Secret hint={t('admin.keyOnce')} value={key.key ?? ''} onDone={close} />;

  return (
    <div>
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
          { title: t('admin.created'), cell: (key) => <When at={key.create_date} /> },
          { title: t('admin.lastUsed'), cell: (key) => <When at={key.last_used_date} /> },
          { title: t('admin.expires'), cell: (key) => <When at={key.expire_date} /> },
          {
            title: '',
            cell: (key) =>
              (key.status === 'active' || key.status === 'expiring') && (
                <Group gap="xs" wrap="nowrap">
                  {key.status === 'active' && (
                    <Button size="xs" variant="default" onClick={() => setDialog({ kind: 'rotate', key })}>
                      {t('admin.rotate')}
                    </Button>
                  )}
                  <Button size="xs" variant="default" onClick={() => setDialog({ kind: 'revoke', key })}>
                    {t('admin.revoke')}
                  </Button>
                </Group>
              ),
          },
        ]}
      />
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
          onSend={async (values) => shown(await admin.post<ApiKey>(path, values))}
        />
      )}
      {dialog?.kind === 'rotate' && (
        <FormDialog
          title={t('admin.rotateTitle', { name: dialog.key.name })}
          action={t('admin.rotate')}
          onClose={close}
          inputs={[{ name: 'overlap_minutes', label: t('admin.overlap'), kind: 'number', value: OVERLAP_MINUTES, required: true }]}
          onSend={async (values) => shown(await admin.post<ApiKey>(`${path}/${dialog.key.id}/rotate`, values))}
        />
      )}
      {dialog?.kind === 'revoke' && (
        <FormDialog
          title={t('admin.revokeTitle', { name: dialog.key.name })}
          hint={t('admin.revokeHint')}
          action={t('admin.revoke')}
          isDangerous
          confirm={dialog.key.name}
          onClose={close}
          inputs={[]}
          onSend={async () => void (await admin.remove(`${path}/${dialog.key.id}`))}
        />
      )}
    </div>
  );
}
