import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/http';

/** What could not be loaded or done, in words; never to be taken for "there is nothing". */
export function Failure({ failure, retry }: { failure: unknown; retry?: () => unknown }) {
  const { t } = useTranslation();
  const requestId = failure instanceof Problem && typeof failure.body.request_id === 'string' ? failure.body.request_id : null;
  return (
    <Alert color="red" variant="outline" role="alert" mb="md" title={t('common.failed')}>
      <Group justify="space-between" align="start">
        <Text size="sm">
          {wordsFor(failure, t('session.unreachable'))}
          {requestId && <span className="quiet"> ({requestId})</span>}
        </Text>
        {retry && (
          <Button size="xs" variant="default" onClick={() => void retry()}>
            {t('common.tryAgain')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

export function wordsFor(failure: unknown, unreachable: string) {
  if (failure instanceof Problem) return failure.detail;
  return failure instanceof Error && failure.name === 'TypeError' ? failure.message : unreachable;
}
