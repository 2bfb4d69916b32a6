import { Button, Center, Code, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';

/** A fault of ours, or a new version of the app under an open page: reading the page anew mends the second. */
export function RouteError() {
  const { t } = useTranslation();
  const failure = useRouteError();
  return (
    <Center h="100%" component="main">
      <Stack align="center" p="md" maw={560}>
        <Title order={1} size="h3">
          {t('common.broken')}
        </Title>
        <Text className="quiet" ta="center">
          {t('common.brokenHint')}
        </Text>
        <Code block tabIndex={0} maw="100%">
          {failure instanceof Error ? failure.message : String(failure)}
        </Code>
        <Button onClick={() => window.location.reload()}>{t('common.reload')}</Button>
      </Stack>
    </Center>
  );
}
