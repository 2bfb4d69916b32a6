import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/work';
import { JsonBlock } from '../content/ContentDisplay';
import type { DraftSaver, SaveState } from '../drafts/DraftSaver';
import { labelOf, sameJson } from '../form/model';
import { useDesk, useDeskStore } from './desk';
import classes from './work.module.css';

interface Props {
  state: Extract<SaveState, { kind: 'conflict' }>;
  saver: RefObject<DraftSaver | null>;
}

/** Two versions of one draft: both are shown, and whichever is not chosen is one undo away. */
export function ConflictDialog({ state, saver }: Props) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const mine = useDesk((desk) => desk.answers);
  const fields = useDesk((desk) => desk.fields);
  const theirs = state.theirs ?? {};
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].filter((name) => !sameJson(mine[name], theirs[name]));

  /** Both go through the history: what is not chosen lies right behind what is. */
  function choose(chosen: Answers, other: Answers) {
    const { replaceAll } = store.getState();
    replaceAll(other);
    replaceAll(chosen);
    saver.current?.resolve(chosen, state.theirVersion);
  }

  return (
    <Modal opened onClose={() => {}} withCloseButton={false} closeOnEscape={false} size="xl" centered title={t('conflict.title')}>
      <Stack gap="md">
        <Text size="sm">{t('conflict.hint')}</Text>
        {names.map((name) => (
          <section key={name}>
            <Title order={3} size="sm" mb={4}>
              {labelOf(fields.find((field) => field.name === name) ?? { name })}
            </Title>
            <div className={classes.compare}>
              <Side title={t('conflict.mine')} value={mine[name]} />
              <Side title={t('conflict.theirs')} value={theirs[name]} />
            </div>
          </section>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => choose(theirs, mine)}>
            {t('conflict.takeTheirs')}
          </Button>
          <Button data-autofocus onClick={() => choose(mine, theirs)}>
            {t('conflict.keepMine')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Side({ title, value }: { title: string; value: Answers[string] | undefined }) {
  return (
    <div>
      <Text size="xs" className="quiet">
        {title}
      </Text>
      {value === undefined ? <Text>—</Text> : <JsonBlock value={value} />}
    </div>
  );
}
