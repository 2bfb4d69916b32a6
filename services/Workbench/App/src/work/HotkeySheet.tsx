import { Anchor, Modal, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ACTIONS } from '../hotkeys/actions';
import { ActionKey } from '../hotkeys/Key';

export function HotkeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} size="lg" title={t('hotkeys.title')}>
      <Text size="sm" mb="md" className="quiet">
        {t('hotkeys.hint')}{' '}
        <Anchor component={Link} to="/settings" size="sm">
          {t('hotkeys.change')}
        </Anchor>
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={6}>
        {ACTIONS.map((action) => (
          <div key={action} style={{ display: 'flex', justifyContent: 'space-between', gap: '1rem' }}>
            <Text size="sm">{t(`action.${action}`)}</Text>
            <ActionKey action={action} />
          </div>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
