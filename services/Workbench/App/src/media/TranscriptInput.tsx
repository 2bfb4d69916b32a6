import { Group, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '../api/work';
import { asObject, asString, type FieldProps } from '../form/fieldProps';
import { ActionKey } from '../hotkeys/Key';
import { usePlayer } from './player';
import { seconds } from './segments';

export default function TranscriptInput({ field, value, onChange, isReadOnly, labelId, errorId }: FieldProps<'transcript'>) {
  const { t } = useTranslation();
  const duration = usePlayer((player) => player.duration);
  const answer = asObject(value);

  function type(change: { transcript?: string; error?: string }) {
    const { transcript, error } = { transcript: asString(answer.transcript), error: asString(answer.error), ...change };
    if (transcript === '' && error === '') onChange(undefined, true);
    else
      onChange(
        { ...(transcript && { transcript }), ...(duration > 0 && { duration: seconds(duration) }), ...(error && { error }) } as Json,
        true,
      );
  }

  return (
    <>
      <Text size="sm" className="quiet">
        {field.verbatim ? t('media.verbatim') : t('media.notVerbatim')}
      </Text>
      <Textarea
        aria-labelledby={labelId}
        aria-describedby={errorId}
        autosize
        minRows={6}
        maxRows={24}
        dir="auto"
        readOnly={isReadOnly}
        value={asString(answer.transcript)}
        onChange={(event) => type({ transcript: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        label={t('media.incomplete')}
        dir="auto"
        readOnly={isReadOnly}
        value={asString(answer.error)}
        onChange={(event) => type({ error: event.currentTarget.value })}
      />
      <Group gap="md" className="quiet" fz="xs">
        <span>
          <ActionKey action="play" /> {t('media.playPause')}
        </span>
        <span>
          <ActionKey action="back" /> {t('media.back')}
        </span>
        <span>
          <ActionKey action="slower" /> <ActionKey action="faster" /> {t('media.speed')}
        </span>
      </Group>
    </>
  );
}
