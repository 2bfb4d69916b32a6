import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from '../shell/When';
import { ROLES } from './AnnotatorsPage';
import { admin, type Invitation } from './api';
import { FormDialog } from './FormDialog';
import { ListPage } from './ListPage';
import { Secret } from './Secret';
import { Status } from './Status';
import { useList } from './useList';

export default function InvitationsPage() {
  const { t } = useTranslation();
  const source = useList<Invitation>('/invitations', ['state']);
  const [dialog, setDialog] = useState<'create' | Invitation | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <ListPage
        title={t('admin.section.invitations')}
        source={source}
        keyOf={(invitation) => invitation.id}
        filters={[
          {
            name: 'state',
            label: t('admin.status'),
            options: ['open', 'accepted', 'revoked', 'expired'].map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        actions={<Button onClick={() => setDialog('create')}>{t('admin.invite')}</Button>}
        columns={[
          { title: t('admin.name'), cell: (invitation) => invitation.name ?? '—' },
          { title: t('session.email'), cell: (invitation) => invitation.email ?? t('admin.anybody') },
          { title: t('admin.role'), cell: (invitation) => t(`admin.roles.${invitation.role}`) },
          { title: t('admin.status'), cell: (invitation) => <Status value={invitation.state} /> },
          { title: t('admin.expires'), cell: (invitation) => <When at={invitation.expire_date} /> },
          {
            title: '',
            cell: (invitation) =>
              invitation.state === 'open' && (
                <Button size="xs" variant="default" onClick={() => setDialog(invitation)}>
                  {t('admin.revoke')}
                </Button>
              ),
          },
        ]}
      />
      {dialog === 'create' && (
        <FormDialog
          title={t('admin.invite')}
          hint={t('admin.inviteHint')}
          action={t('admin.create')}
          onClose={close}
          inputs={[
            { name: 'name', label: t('admin.name') },
            { name: 'email', label: t('session.email'), kind: 'email', hint: t('admin.inviteEmailHint') },
            {
              name: 'role',
              label: t('admin.role'),
              kind: 'choice',
              value: 'annotator',
              required: true,
              options: ROLES.map((value) => ({ value, label: t(`admin.roles.${value}`) })),
            },
            { name: 'expires_hours', label: t('admin.expiresHours'), kind: 'number', value: 72, required: true },
          ]}
          onSend={async (values) => {
            const { url } = await admin.post<Invitation>('/invitations', values);
            return <Secret hint={t('admin.linkOnce')} value={url ?? ''} onDone={close} />;
          }}
        />
      )}
      {dialog !== null && dialog !== 'create' && (
        <FormDialog
          title={t('admin.revokeTitle', { name: dialog.name ?? dialog.email ?? '' })}
          action={t('admin.revoke')}
          isDangerous
          onClose={close}
          inputs={[]}
          onSend={async () => void (await admin.remove(`/invitations/${dialog.id}`))}
        />
      )}
    </>
  );
}
