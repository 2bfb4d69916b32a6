import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Attempts } from '../admin/Attempts';
import { FormDialog } from '../admin/FormDialog';
import { ListPage } from '../admin/ListPage';
import { Status } from '../admin/Status';
import { useList } from '../admin/useList';
import type { Page } from '../api/work';
import { When } from '../shell/When';
import { client, type Delivery } from './api';

const STATES = ['pending', 'delivered', 'exhausted', 'canceled'];

/** The log of the account's webhooks. */
export default function DeliveriesPage() {
  const { t } = useTranslation();
  const source = useList<Delivery>('/v1/deliveries', ['state', 'job_id'], {}, <T,>(path: string) => client.get<Page<T>>(path));
  const [shown, setShown] = useState<Delivery | null>(null);
  const [testing, setTesting] = useState(false);
  return (
    <>
      <ListPage
        title={t('client.section.deliveries')}
        source={source}
        keyOf={(delivery) => delivery.id}
        actions={
          <Button variant="default" onClick={() => setTesting(true)}>
            {t('client.sendTest')}
          </Button>
        }
        filters={[
          { name: 'state', label: t('admin.status'), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
          { name: 'job_id', label: t('admin.jobId') },
        ]}
        columns={[
          { title: t('admin.event'), cell: (delivery) => delivery.event },
          { title: 'URL', cell: (delivery) => delivery.url },
          { title: t('admin.status'), cell: (delivery) => <Status value={delivery.state} /> },
          { title: t('admin.created'), cell: (delivery) => <When at={delivery.create_date} /> },
          { title: t('admin.nextAttempt'), cell: (delivery) => <When at={delivery.next_attempt_date} /> },
          {
            title: t('admin.attempts'),
            cell: (delivery) => (
              <Button size="xs" variant="default" onClick={() => setShown(delivery)}>
                {t('client.attempts', { count: delivery.attempts.length })}
              </Button>
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
          onSend={async () => void (await client.post(`/v1/deliveries/${shown.id}/resend`))}
        />
      )}
      {testing && (
        <FormDialog
          title={t('client.sendTest')}
          hint={t('client.sendTestHint')}
          action={t('client.sendTest')}
          onClose={() => setTesting(false)}
          inputs={[{ name: 'url', label: 'URL', required: true }]}
          onSend={async (values) => void (await client.post('/v1/deliveries/test', values))}
        />
      )}
    </>
  );
}
