import { AppShell, Burger, Button, Drawer, Group, Menu, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet } from 'react-router';
import { useSession } from '../session/SessionProvider';
import { Logo } from './Logo';
import { Preferences } from './Preferences';
import classes from './Shell.module.css';

export function Shell() {
  const { t } = useTranslation();
  const { session, signOut } = useSession();
  const [opened, menu] = useDisclosure(false);
  const links = [
    { to: '/', label: t('shell.projects'), shown: true },
    { to: '/history', label: t('shell.history'), shown: true },
    { to: '/reviews', label: t('shell.reviews'), shown: session.role !== 'annotator' },
    { to: '/admin', label: t('shell.admin'), shown: session.role === 'administrator' },
  ].filter((link) => link.shown);
  const navigation = links.map((link) => (
    <NavLink key={link.to} to={link.to} end={link.to === '/'} className={classes.link ?? ''} onClick={menu.close}>
      {link.label}
    </NavLink>
  ));

  return (
    <AppShell header={{ height: 52 }} padding={0}>
      <a href="#main" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <AppShell.Header px="md" className={classes.header}>
        <Group gap="sm" wrap="nowrap">
          <Burger opened={opened} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={t('shell.menu')} />
          <Link to="/" className={classes.home} aria-label={t('shell.home')}>
            <Logo />
          </Link>
          <Group component="nav" gap={4} visibleFrom="sm" aria-label={t('shell.navigation')}>
            {navigation}
          </Group>
        </Group>
        <Group gap="sm" wrap="nowrap">
          <Group visibleFrom="sm">
            <Preferences />
          </Group>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button variant="default" size="xs" h={34} rightSection={<IconChevronDown size={14} />}>
                <span className={classes.name}>{session.name}</span>
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item component={Link} to="/settings" leftSection={<IconKeyboard size={16} />}>
                {t('shell.hotkeys')}
              </Menu.Item>
              <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
                {t('shell.signOut')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </AppShell.Header>
      <Drawer opened={opened} onClose={menu.close} title={t('shell.menu')} hiddenFrom="sm" size="75%">
        <Stack component="nav" gap="xs" aria-label={t('shell.navigation')}>
          {navigation}
          <Preferences />
        </Stack>
      </Drawer>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
