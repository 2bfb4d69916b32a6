import { Anchor, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { When } from '../shell/When';
import { admin, type Delivery } from './api';
import { FormDialog } from './FormDialog';
import { ListPage } from './ListPage';
import { DELIVERY_FILTERS, DELIVERY_STATES, EVENTS } from './operations/api';
import { Replay } from './operations/Replay';
import { Status } from './Status';
import { useList } from './useList';

export default function DeliveriesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const source = useList<Delivery>('/deliveries', DELIVERY_FILTERS);
  const [isTesting, setTesting] = useState(false);
  return (
    <>
      <ListPage
        title={t('admin.section.deliveries')}
        source={source}
        keyOf={(delivery) => delivery.id}
        actions={
          <Group gap="xs">
            <Replay filters={source.chosen} />
            <Button onClick={() => setTesting(true)}>{t('operations.delivery.test')}</Button>
          </Group>
        }
        filters={[
          {
            name: 'state',
            label: t('admin.status'),
            options: DELIVERY_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
          },
          { name: 'event', label: t('admin.event'), options: EVENTS.map((value) => ({ value, label: value })) },
          { name: 'account_id', label: t('admin.accountId') },
          { name: 'job_id', label: t('admin.jobId') },
          { name: 'since', label: t('operations.since'), kind: 'date' },
          { name: 'until', label: t('operations.until'), kind: 'date' },
        ]}
        columns={[
          {
            title: t('admin.event'),
            cell: (delivery) => (
              <Anchor component={Link} to={`/admin/deliveries/${delivery.id}`} underline="always">
                {delivery.event}
              </Anchor>
            ),
          },
          { title: 'URL', cell: (delivery) => delivery.url },
          { title: t('admin.status'), cell: (delivery) => <Status value={delivery.state} /> },
          { title: t('admin.attempts'), cell: (delivery) => delivery.attempts.length },
          { title: t('operations.lastAnswer'), cell: (delivery) => <LastAnswer delivery={delivery} /> },
          { title: t('admin.created'), cell: (delivery) => <When at={delivery.create_date} /> },
          { title: t('admin.nextAttempt'), cell: (delivery) => <When at={delivery.next_attempt_date} /> },
        ]}
      />
      {isTesting && (
        <FormDialog
          title={t('operations.delivery.testTitle')}
          hint={t('operations.delivery.testHint')}
          action={t('operations.delivery.test')}
          onClose={() => setTesting(false)}
          inputs={[
            { name: 'account_id', label: t('admin.accountId'), value: source.chosen.account_id, required: true },
            { name: 'url', label: t('operations.delivery.url'), required: true },
          ]}
          onSend={async (values) => {
            const sent = await admin.post<Delivery>('/deliveries/test', values);
            void navigate(`/admin/deliveries/${sent.id}`);
          }}
        />
      )}
    </>
  );
}

function LastAnswer({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const last = delivery.attempts.at(-1);
  if (!last) return <span className="quiet">—</span>;
  return last.status ?? t('operations.noAnswer');
}
