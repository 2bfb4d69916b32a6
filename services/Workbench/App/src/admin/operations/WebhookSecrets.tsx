import { Button, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../shell/Failure';
import { Loading } from '../../shell/Loading';
import { When } from '../../shell/When';
import { admin } from '../api';
import { FormDialog } from '../FormDialog';
import type { SecretState } from './api';

type Kind = 'secret' | 'live' | 'test';

const OVERLAP_MINUTES = 1440;

/** How an account's webhook secret and callback keys stand, and their rotation. What they are only the account reads. */
export function WebhookSecrets({ accountId }: { accountId: string }) {
  const { t, i18n } = useTranslation();
  const path = `/webhook-secrets/${accountId}`;
  const state = useQuery({ queryKey: ['admin', path], queryFn: () => admin.get<SecretState>(path) });
  const [rotated, setRotated] = useState<Kind | null>(null);
  const words = (key: 'bothUntil' | 'oldUntil', at: string | null) =>
    at ? t(`operations.secrets.${key}`, { at: new Date(at).toLocaleString(i18n.language) }) : t('operations.secrets.steady');

  return (
    <section>
      <Title order={2} size="h4">
        {t('operations.secrets.title')}
      </Title>
      <Text size="sm" className="quiet" mb="sm">
        {t('operations.secrets.hint')}
      </Text>
      {state.isError && <Failure failure={state.error} retry={state.refetch} />}
      {state.isPending && <Loading />}
      {state.data && (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('operations.secrets.kind')}</Table.Th>
                <Table.Th>{t('operations.secrets.rotated')}</Table.Th>
                <Table.Th>{t('operations.secrets.state')}</Table.Th>
                <Table.Th>
                  <span className="visually-hidden">{t('admin.actions')}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rowsOf(state.data).map((row) => (
                <Table.Tr key={row.kind} data-testid={`secret-${row.kind}`}>
                  <Table.Td>{t(`operations.secrets.${row.kind}`)}</Table.Td>
                  <Table.Td>{row.at ? <When at={row.at} /> : t('operations.secrets.never')}</Table.Td>
                  <Table.Td>{words(row.kind === 'secret' ? 'bothUntil' : 'oldUntil', row.until)}</Table.Td>
                  <Table.Td>
                    <Button size="xs" variant="default" onClick={() => setRotated(row.kind)}>
                      {t('admin.rotate')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {rotated && (
        <FormDialog
          title={t('operations.secrets.rotateTitle', { what: t(`operations.secrets.${rotated}`) })}
          hint={t(`operations.secrets.${rotated === 'secret' ? 'secretHint' : 'callbackHint'}`)}
          action={t('admin.rotate')}
          onClose={() => setRotated(null)}
          inputs={[{ name: 'overlap_minutes', label: t('admin.overlap'), kind: 'number', value: OVERLAP_MINUTES, required: true }]}
          onSend={async (values) =>
            void (await (rotated === 'secret'
              ? admin.post(`${path}/rotate`, values)
              : admin.post(`${path}/callback-keys/rotate`, { ...values, mode: rotated })))
          }
        />
      )}
    </section>
  );
}

function rowsOf(state: SecretState): { kind: Kind; at: string | null; until: string | null }[] {
  return [
    { kind: 'secret', at: state.secret.rotate_date, until: state.secret.previous_expires },
    { kind: 'live', at: state.live_callback_key.rotate_date, until: state.live_callback_key.next_starts },
    { kind: 'test', at: state.test_callback_key.rotate_date, until: state.test_callback_key.next_starts },
  ];
}
