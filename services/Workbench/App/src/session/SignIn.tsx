import { Alert, Anchor, Button, Center, Modal, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/http';
import { type Session, work } from '../api/work';
import { Logo } from '../shell/Logo';
import { Preferences } from '../shell/Preferences';

interface Props {
  onSignedIn: (session: Session) => void;
  /** Whose session ended; their page waits behind the form. */
  again?: Session;
}

export function SignIn({ onSignedIn, again }: Props) {
  const { t } = useTranslation();
  if (again)
    return (
      <Modal opened onClose={() => {}} withCloseButton={false} title={t('session.ended')} centered>
        <Text mb="md" size="sm">
          {t('session.endedHint', { name: again.name })}
        </Text>
        <SignInForm onSignedIn={onSignedIn} />
      </Modal>
    );
  return (
    <Center mih="100%" component="main" p="md">
      <Stack w="min(24rem, 100%)" gap="lg">
        <Logo size={44} />
        <Paper withBorder p="xl" radius="lg" shadow="sm">
          <Title order={1} size="h3" mb="lg">
            {t('session.title')}
          </Title>
          <SignInForm onSignedIn={onSignedIn} />
        </Paper>
        <Center>
          <Anchor href="/app/client" size="sm">
            {t('session.clients')}
          </Anchor>
        </Center>
        <Center>
          <Preferences />
        </Center>
      </Stack>
    </Center>
  );
}

function SignInForm({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      onSignedIn(await work.signIn(email.trim(), password));
    } catch (failure) {
      setFault(messageOf(failure));
      setBusy(false);
    }
  }

  function messageOf(failure: unknown) {
    if (!(failure instanceof Problem)) return t('session.unreachable');
    if (failure.code === 'wrong_credentials') return t('session.wrong');
    if (failure.status === 429) return t('session.slowDown', { count: failure.retryAfter ?? 1 });
    return failure.detail;
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {fault && (
          <Alert color="red" variant="outline" role="alert">
            {fault}
          </Alert>
        )}
        <TextInput
          label={t('session.email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          data-autofocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} fullWidth mt="xs">
          {t('session.signIn')}
        </Button>
      </Stack>
    </form>
  );
}
