import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from '../shell/When';
import { Attempts } from './Attempts';
import { admin, type Delivery } from './api';
import { FormDialog } from './FormDialog';
import { ListPage } from './ListPage';
import { Status } from './Status';
import { useList } from './useList';

export default function DeliveriesPage() {
  const { t } = useTranslation();
  const source = useList<Delivery>('/deliveries', ['state', 'job_id', 'account_id']);
  const [shown, setShown] = useState<Delivery | null>(null);
  return (
    <>
      <ListPage
        title={t('admin.section.deliveries')}
        source={source}
        keyOf={(delivery) => delivery.id}
        filters={[
          {
            name: 'state',
            label: t('admin.status'),
            options: ['pending', 'delivered', 'exhausted', 'canceled'].map((value) => ({ value, label: t(`state.${value}`) })),
          },
          { name: 'job_id', label: t('admin.jobId') },
          { name: 'account_id', label: t('admin.accountId') },
        ]}
        columns={[
          { title: t('admin.event'), cell: (delivery) => delivery.event },
          { title: 'URL', cell: (delivery) => delivery.url },
          { title: t('admin.status'), cell: (delivery) => <Status value={delivery.state} /> },
          { title: t('admin.attempts'), cell: (delivery) => delivery.attempts.length },
          { title: t('admin.created'), cell: (delivery) => <When at={delivery.create_date} /> },
          { title: t('admin.nextAttempt'), cell: (delivery) => <When at={delivery.next_attempt_date} /> },
          {
            title: '',
            cell: (delivery) => (
              <Group gap="xs" wrap="nowrap">
                <Button size="xs" variant="default" onClick={() => setShown(delivery)}>
                  {t('admin.attempts')}
                </Button>
              </Group>
            ),
          },
        ]}
      />
      {shown && (
        <FormDialog
          title={shown.url}
          hint={<Attempts attempts={shown.attempts} />}
          action={t('admin.resend')}
          onClose={() => setShown(null)}
          inputs={[]}
          onSend={async () => void (await admin.post(`/deliveries/${shown.id}/resend`))}
        />
      )}
    </>
  );
}
