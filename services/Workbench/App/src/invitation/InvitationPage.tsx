import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { call, Problem } from '../api/http';
import { Logo } from '../shell/Logo';
import { Preferences } from '../shell/Preferences';

export default function InvitationPage() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Problem | null>(null);

  async function accept(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      await call('POST', `/v1/work/invitations/${encodeURIComponent(token)}/accept`, { name: name.trim(), password });
      window.location.assign('/app/');
    } catch (failure) {
      setFault(failure instanceof Problem ? failure : new Problem(0, '', t('session.unreachable'), {}, {}, null));
      setBusy(false);
    }
  }

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
            {fault && !fault.errors.name && !fault.errors.password && (
              <Alert color="red" variant="outline" role="alert">
                {fault.status === 404 || fault.status === 410 ? t('invitation.gone') : fault.detail}
              </Alert>
            )}
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
            <Button type="submit" loading={busy}>
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
