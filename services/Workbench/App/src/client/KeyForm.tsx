import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../shell/Failure';
import { Logo } from '../shell/Logo';
import { Preferences } from '../shell/Preferences';
import { heldKey, tryKey } from './api';

/** How an account comes in: by its key, which this tab forgets when it is closed. */
export function KeyForm({ onKey }: { onKey: (key: string) => void }) {
  const { t } = useTranslation();
  const [key, setKey] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = key.trim();
    setBusy(true);
    setFailure(null);
    try {
      await tryKey(given);
      heldKey.set(given);
      onKey(given);
    } catch (problem) {
      setFailure(problem);
      setBusy(false);
    }
  }

  return (
    <Center mih="100%" component="main" p="md">
      <Stack w="min(26rem, 100%)" gap="lg">
        <Logo size={44} />
        <Paper withBorder p="xl" radius="lg" shadow="sm">
          <Title order={1} size="h3">
            {t('client.title')}
          </Title>
          <Text size="sm" className="quiet" mt={4} mb="lg">
            {t('client.hint')}
          </Text>
          <form onSubmit={submit} autoComplete="off">
            <Stack gap="md">
              {failure !== null && (
                <Alert color="red" variant="outline" role="alert">
                  {wordsFor(failure, t('session.unreachable'))}
                </Alert>
              )}
              <PasswordInput
                label={t('client.key')}
                placeholder="hitl_test_…"
                autoComplete="off"
                required
                withAsterisk={false}
                visibilityToggleButtonProps={{ 'aria-label': t('client.showKey') }}
                value={key}
                onChange={(event) => setKey(event.currentTarget.value)}
              />
              <Button type="submit" loading={busy} fullWidth>
                {t('client.enter')}
              </Button>
            </Stack>
          </form>
        </Paper>
        <Center>
          <Preferences />
        </Center>
      </Stack>
    </Center>
  );
}
