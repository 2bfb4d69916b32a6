import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../shell/Failure';
import { client } from './api';

/** A file to save. It is fetched with the key when it is wanted, for a plain link carries none. */
export function OwnFile({ url, name }: { url: string; name: string }) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<unknown>(null);

  async function save() {
    setFailure(null);
    try {
      const address = URL.createObjectURL(await client.file(url));
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      URL.revokeObjectURL(address);
    } catch (problem) {
      setFailure(problem);
    }
  }

  return (
    <>
      <Anchor component="button" type="button" onClick={() => void save()} ta="start">
        {t('client.save', { name })}
      </Anchor>
      {failure !== null && (
        <Text size="sm" role="alert">
          {wordsFor(failure, t('session.unreachable'))}
        </Text>
      )}
    </>
  );
}
