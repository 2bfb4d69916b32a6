import { ActionIcon, Button, Group, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, LANGUAGES } from '../i18n';

const SCHEMES = ['auto', 'light', 'dark'] as const;
const ICONS = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon };

/** Language and colours. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = SCHEMES[(SCHEMES.indexOf(colorScheme) + 1) % SCHEMES.length] ?? 'auto';
  const other = i18n.language === 'ko' ? 'en' : 'ko';
  const Icon = ICONS[colorScheme];
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        variant="default"
        size="xs"
        h={34}
        lang={other}
        ff="'Noto Sans KR Variable', sans-serif"
        aria-label={`${t('common.language')}: ${LANGUAGES[other]}`}
        onClick={() => void chooseLanguage(other)}
      >
        {LANGUAGES[other]}
      </Button>
      <ActionIcon variant="default" size="lg" aria-label={t(`common.scheme.${colorScheme}`)} onClick={() => setColorScheme(next)}>
        <Icon size={18} />
      </ActionIcon>
    </Group>
  );
}
