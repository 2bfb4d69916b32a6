import { Alert, Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, wordsFor } from '../../shell/Failure';
import { Loading } from '../../shell/Loading';
import { TypeToConfirm } from './TypeToConfirm';

interface Props {
  /** Whose words it speaks: those of `operations.replay` or of `operations.requeue`. */
  words: 'replay' | 'requeue';
  count: () => Promise<{ count: number; has_more: boolean }>;
  /** Does some of them; gives how many, and where to go on, or null at the end. */
  step: (cursor: string | null) => Promise<{ done: number; cursor: string | null }>;
  onClose: () => void;
}

/** Something is done with everything that fits the filters: counted, confirmed by typing the count, done in steps, summed up. */
export function Bulk({ words, count, step, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const counted = useQuery({ queryKey: ['bulk', words], queryFn: count, gcTime: 0, staleTime: Number.POSITIVE_INFINITY });
  const [typed, setTyped] = useState('');
  const [done, setDone] = useState(0);
  const [cursor, setCursor] = useState<string | null>(null);
  const [state, setState] = useState<'asking' | 'running' | 'over'>('asking');
  const [failure, setFailure] = useState<unknown>(null);
  const total = counted.data?.count ?? 0;

  async function run() {
    setState('running');
    setFailure(null);
    let [sum, next] = [done, cursor];
    try {
      do {
        const stepped = await step(next);
        sum += stepped.done;
        next = stepped.cursor;
        setDone(sum);
        setCursor(next);
      } while (next !== null);
      setState('over');
    } catch (problem) {
      setFailure(problem);
      setState('asking');
    }
    await queries.invalidateQueries({ queryKey: ['admin'] });
  }

  const isBusy = state === 'running';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`operations.${words}.title`)}
      centered
      closeOnClickOutside={false}
      closeOnEscape={!isBusy}
      withCloseButton={!isBusy}
    >
      <Stack gap="sm">
        {counted.isPending && <Loading />}
        {counted.isError && <Failure failure={counted.error} retry={counted.refetch} />}
        {counted.data && state !== 'over' && (
          <>
            <Text size="sm" data-testid="bulk-count">
              {total === 0
                ? t(`operations.${words}.nothing`)
                : t(`operations.${words}.${counted.data.has_more ? 'countMore' : 'count'}`, { count: total })}
            </Text>
            <Text size="sm" className="quiet">
              {t(`operations.${words}.hint`)}
            </Text>
          </>
        )}
        {failure !== null && (
          <Alert color="red" variant="outline" role="alert">
            {wordsFor(failure, t('session.unreachable'))} {done > 0 && t(`operations.${words}.partly`, { count: done })}
          </Alert>
        )}
        {state !== 'asking' && total > 0 && (
          <Progress.Root size="lg">
            <Progress.Section
              value={state === 'over' ? 100 : Math.min(100, (100 * done) / total)}
              aria-label={t(`operations.${words}.progress`, { done, count: total })}
            />
          </Progress.Root>
        )}
        {state === 'over' && (
          <Text role="status" data-testid="bulk-done">
            {t(`operations.${words}.done`, { count: done })}
          </Text>
        )}
        {state === 'asking' && total > 0 && <TypeToConfirm word={String(total)} value={typed} onChange={setTyped} />}
        <Group justify="flex-end">
          <Button variant="default" disabled={isBusy} onClick={onClose}>
            {t(state === 'over' ? 'common.close' : 'common.cancel')}
          </Button>
          {state !== 'over' && (
            <Button loading={isBusy} disabled={total === 0 || typed.trim() !== String(total)} onClick={() => void run()}>
              {t(`operations.${words}.${done > 0 ? 'goOn' : 'send'}`)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
