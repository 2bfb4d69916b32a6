import { Alert, Button, Container, Group, Table, Text, Title } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTIONS, type ActionId, clashesOf, useBindings } from './actions';
import { Key } from './Key';
import { combinationOf, wordsOf } from './keys';

/** Every key can be another one. */
export default function HotkeysPage() {
  const { t } = useTranslation();
  const { bindings, bind, reset } = useBindings();
  const [waiting, setWaiting] = useState<ActionId | null>(null);
  const clashes = clashesOf(bindings);

  function onKeyDown(event: KeyboardEvent, action: ActionId) {
    if (waiting !== action || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const combination = combinationOf(event.nativeEvent);
    if (!combination) return;
    if (combination !== 'Escape') bind(action, combination);
    setWaiting(null);
  }

  return (
    <Container size="sm" py="xl">
      <Group justify="space-between" mb="sm">
        <Title order={1} size="h2">
          {t('hotkeys.title')}
        </Title>
        <Button variant="default" onClick={reset}>
          {t('hotkeys.reset')}
        </Button>
      </Group>
      <Text className="quiet" mb="md">
        {t('hotkeys.pageHint')}
      </Text>
      {clashes.size > 0 && (
        <Alert color="orange" variant="outline" mb="md" role="alert">
          {t('hotkeys.clash', { actions: [...clashes].map((action) => t(`action.${action}`)).join(', ') })}
        </Alert>
      )}
      <Table>
        <Table.Tbody>
          {ACTIONS.map((action) => (
            <Table.Tr key={action}>
              <Table.Td>{t(`action.${action}`)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="compact-md"
                  variant="default"
                  aria-label={`${wordsOf(bindings[action])}: ${t('hotkeys.changeOne', { action: t(`action.${action}`) })}`}
                  onClick={() => setWaiting(action)}
                  onBlur={() => setWaiting(null)}
                  onKeyDown={(event) => onKeyDown(event, action)}
                >
                  {waiting === action ? t('hotkeys.press') : <Key combination={bindings[action]} />}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Container>
  );
}
