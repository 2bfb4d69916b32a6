import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { choiceKeys } from '../form/choiceKeys';

interface Props {
  kind: 'skip' | 'problem' | 'fix' | 'return';
  onClose: () => void;
  onSend: (reason: string) => Promise<boolean>;
}

const LENGTH_MAX = { skip: 1000, problem: 2000, fix: 2000, return: 2000 };
const READY = {
  skip: ['unclear', 'language', 'expertise', 'postpone'],
  problem: ['broken', 'empty', 'wrongProject', 'forbidden'],
  fix: [],
  return: [],
} as const;

/** Neither is done without a word: the next person, or the client, must know why. */
export function ReasonDialog({ kind, onClose, onSend }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = READY[kind].map((name) => ({ value: t(`reason.${name}`) }));
  const keys = choiceKeys(ready);

  async function send(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    if (await onSend(reason.trim())) return;
    setBusy(false);
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title={t(`${kind}.title`)} centered>
      <form onSubmit={send}>
        <Stack gap="sm">
          <Text size="sm" className="quiet">
            {t(`${kind}.hint`)}
          </Text>
          <Group gap={6}>
            {ready.map((one, index) => (
              <Button
                key={keys[index]}
                size="xs"
                variant={reason === one.value ? 'filled' : 'default'}
                aria-pressed={reason === one.value}
                onClick={() => setReason(one.value)}
              >
                {one.value}
              </Button>
            ))}
          </Group>
          <Textarea
            data-autofocus
            label={t(`${kind}.reason`)}
            required
            withAsterisk={false}
            autosize
            minRows={3}
            maxLength={LENGTH_MAX[kind]}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.ctrlKey && reason.trim() && void send(event)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={reason.trim() === ''} color={kind === 'problem' ? 'red.9' : undefined}>
              {t(`${kind}.send`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
