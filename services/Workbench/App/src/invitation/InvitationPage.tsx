import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { call, Problem } from '../api/http';
import { rememberSignIn } from '../session/SessionProvider';
import { Loading } from '../shell/Loading';
import { Logo } from '../shell/Logo';
import { Preferences } from '../shell/Preferences';

interface Invited {
  name: string | null;
  email: string | null;
}

export default function InvitationPage() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  const path = `/v1/work/invitations/${encodeURIComponent(token)}`;
  const invited = useQuery({ queryKey: ['invitation', token], queryFn: () => call<Invited>('GET', path), retry: false });
  const [typedName, setName] = useState<string | null>(null);
  const name = typedName ?? invited.data?.name ?? '';
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Problem | null>(null);

  async function accept(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      const own = invited.data?.email ? {} : { email: email.trim() };
      await call('POST', `${path}/accept`, { ...own, name: name.trim(), password });
      rememberSignIn();
      window.location.assign('/app/');
    } catch (failure) {
      setFault(failure instanceof Problem ? failure : new Problem(0, '', t('session.unreachable'), {}, {}, null));
      setBusy(false);
    }
  }

  if (invited.isPending) return <Loading />;
  return (
    <Center mih="100%" component="main" p="md">
      <Stack w="min(24rem, 100%)" gap="lg">
        <Logo size={44} />
        <Paper withBorder p="xl" radius="lg" shadow="sm" component="form" onSubmit={accept}>
          <Stack gap="md">
            <Title order={1} size="h3">
              {t('invitation.title')}
            </Title>
            <Text className="quiet">{t('invitation.hint')}</Text>
            {(invited.isError || fault?.status === 404) && (
              <Alert color="red" variant="outline" role="alert">
                {invited.error instanceof Problem || fault ? t('invitation.gone') : t('session.unreachable')}
              </Alert>
            )}
            {fault && fault.status !== 404 && Object.keys(fault.errors).length === 0 && (
              <Alert color="red" variant="outline" role="alert">
                {fault.detail}
              </Alert>
            )}
            <TextInput
              label={t('session.email')}
              type="email"
              autoComplete="username"
              required
              withAsterisk={false}
              readOnly={Boolean(invited.data?.email)}
              error={fault?.errors.email?.join(' ')}
              value={invited.data?.email ?? email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <TextInput
              label={t('invitation.name')}
              autoComplete="name"
              required
              withAsterisk={false}
              maxLength={200}
              error={fault?.errors.name?.join(' ')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('invitation.password')}
              autoComplete="new-password"
              required
              withAsterisk={false}
              minLength={12}
              maxLength={256}
              visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
              error={fault?.errors.password?.join(' ')}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" loading={busy} disabled={invited.isError}>
              {t('invitation.accept')}
            </Button>
          </Stack>
        </Paper>
        <Center>
          <Preferences />
        </Center>
      </Stack>
    </Center>
  );
}
