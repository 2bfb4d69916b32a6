import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Failure } from '../../shell/Failure';
import { Loading } from '../../shell/Loading';
import { When } from '../../shell/When';
import { admin, type Delivery } from '../api';
import { Status } from '../Status';
import { Attempts } from './Attempts';
import classes from './operations.module.css';

const REFRESH_MS = 2_000;

export default function DeliveryPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const path = `/deliveries/${id}`;
  const queries = useQueryClient();
  const delivery = useQuery({
    queryKey: ['admin', path],
    queryFn: () => admin.get<Delivery>(path),
    refetchInterval: (query) => (query.state.data?.state === 'pending' ? REFRESH_MS : false),
  });
  const resend = useMutation({
    mutationFn: () => admin.post<Delivery>(`${path}/resend`),
    onSuccess: (sent) => queries.setQueryData(['admin', path], sent),
    onError: () => queries.invalidateQueries({ queryKey: ['admin', path] }),
  });
  if (delivery.isPending) return <Loading />;
  if (delivery.isError) return <Failure failure={delivery.error} retry={delivery.refetch} />;
  const { data } = delivery;
  const isRunning = data.state === 'pending' && (data.next_attempt_date === null || new Date(data.next_attempt_date) <= new Date());
  const action = isRunning ? 'beingSent' : data.state === 'pending' ? 'tryNow' : 'resend';

  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/admin/deliveries" size="sm" underline="always">
        {t('operations.delivery.back')}
      </Anchor>
      <Group justify="space-between" align="start">
        <Group gap="sm">
          <Title order={1} size="h2">
            {data.event}
          </Title>
          <Status value={data.state} />
        </Group>
        <Button disabled={isRunning} loading={resend.isPending} onClick={() => resend.mutate()}>
          {t(`operations.delivery.${action}`)}
        </Button>
      </Group>
      {resend.isError && <Failure failure={resend.error} />}
      <dl className={classes.facts}>
        <Fact name="URL">{data.url}</Fact>
        <Fact name={t('operations.delivery.id')}>{data.id}</Fact>
        <Fact name={t('admin.account')}>
          {data.account_id && (
            <Anchor component={Link} to={`/admin/accounts/${data.account_id}`} underline="always">
              {data.account_id}
            </Anchor>
          )}
        </Fact>
        <Fact name={t('admin.jobId')}>
          {data.job_id ? (
            <Anchor component={Link} to={`/admin/jobs?id=${data.job_id}`} underline="always">
              {data.job_id}
            </Anchor>
          ) : (
            '—'
          )}
        </Fact>
        <Fact name={t('admin.created')}>
          <When at={data.create_date} />
        </Fact>
        <Fact name={t('operations.delivery.next')}>
          {isRunning ? t('operations.delivery.sending') : <When at={data.next_attempt_date} />}
        </Fact>
      </dl>
      <div>
        <Title order={2} size="h4" mb="md">
          {t('admin.attempts')}
        </Title>
        {data.attempts.length === 0 ? (
          <Text className="quiet">{t('operations.delivery.none')}</Text>
        ) : (
          <Attempts attempts={data.attempts} />
        )}
      </div>
    </Stack>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="quiet">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
