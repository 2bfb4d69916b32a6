import { Button, Group, Tabs, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { Loading } from '../shell/Loading';
import { Logo } from '../shell/Logo';
import { Preferences } from '../shell/Preferences';
import { heldKey, isTestKey } from './api';
import classes from './client.module.css';
import { KeyForm } from './KeyForm';

const SECTIONS = ['projects', 'jobs', 'deliveries', 'usage'] as const;
const SHOWN_OF_KEY = 14;

/** The frame of a client's own pages. */
export default function ClientLayout() {
  const { t } = useTranslation();
  const [key, setKey] = useState(heldKey.get);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const section = useLocation().pathname.split('/')[2] ?? 'projects';
  if (!key) return <KeyForm onKey={setKey} />;

  function leave() {
    heldKey.forget();
    queries.clear();
    setKey(null);
  }

  return (
    <>
      <header className={classes.header}>
        <div className={classes.bar}>
          <Group gap="sm">
            <Logo />
            <Text size="sm" className="quiet" ff="monospace">
              {key.slice(0, SHOWN_OF_KEY)}…
            </Text>
          </Group>
          <Group gap="xs">
            <Button component="a" href="/docs" variant="default" size="xs" h={34}>
              {t('client.tryIt')}
            </Button>
            <Preferences />
            <Button variant="default" size="xs" h={34} onClick={leave}>
              {t('client.leave')}
            </Button>
          </Group>
        </div>
        {isTestKey(key) && (
          <div className={classes.test} role="note">
            <strong>TEST</strong> {t('client.test')}
          </div>
        )}
      </header>
      <main className={classes.page}>
        <Tabs value={section} onChange={(to) => navigate(`/client/${to}`)} keepMounted={false} activateTabWithKeyboard={false} mb="lg">
          <Tabs.List aria-label={t('client.title')}>
            {SECTIONS.map((one) => (
              <Tabs.Tab key={one} value={one} aria-controls="client-section">
                {t(`client.section.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        <div id="client-section" role="tabpanel" aria-label={t(`client.section.${section}`)}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </div>
      </main>
    </>
  );
}
