import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

const RETRY_MS = 5000;

export function NotReachable({ retry }: { retry: () => void }) {
  const { t } = useTranslation();
  useEffect(() => {
    const timer = setInterval(retry, RETRY_MS);
    return () => clearInterval(timer);
  }, [retry]);
  return (
    <Center h="100%" component="main">
      <Stack align="center" gap="sm" p="md">
        <Title order={1} size="h3">
          {t('session.unreachable')}
        </Title>
        <Text className="quiet">{t('session.unreachableHint')}</Text>
        <Button onClick={retry}>{t('common.tryAgain')}</Button>
      </Stack>
    </Center>
  );
}
