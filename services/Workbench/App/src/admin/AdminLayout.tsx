import { Tabs } from '@mantine/core';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { useSession } from '../session/SessionProvider';
import { Loading } from '../shell/Loading';
import { StageNotice } from '../stage/StageNotice';
import '../i18n/office';
import classes from './admin.module.css';
import '../i18n/operations';

export const SECTIONS = [
  'projects',
  'templates',
  'jobs',
  'accounts',
  'annotators',
  'teams',
  'invitations',
  'deliveries',
  'usage',
  'audit',
  'operations',
] as const;

export default function AdminLayout() {
  const { t } = useTranslation();
  const { session } = useSession();
  const navigate = useNavigate();
  const section = useLocation().pathname.split('/')[2] ?? 'projects';
  if (session.role !== 'administrator') return <StageNotice text={t('admin.forbidden')} />;
  return (
    <div className={classes.page}>
      <Tabs value={section} onChange={(to) => navigate(`/admin/${to}`)} keepMounted={false} activateTabWithKeyboard={false} mb="lg">
        <Tabs.List aria-label={t('shell.admin')}>
          {SECTIONS.map((one) => (
            <Tabs.Tab key={one} value={one} aria-controls="admin-section">
              {t(`admin.section.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <div id="admin-section" role="tabpanel" aria-label={t(`admin.section.${section}`, { defaultValue: section })}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}
