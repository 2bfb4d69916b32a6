import { type ComponentType, lazy, Suspense } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import { Loading } from './shell/Loading';
import { RouteError } from './shell/RouteError';
import { Shell } from './shell/Shell';

/** A page that is fetched when it is first opened. */
function page(load: () => Promise<{ default: ComponentType }>) {
  const Page = lazy(load);
  return (
    <Suspense fallback={<Loading />}>
      <Page />
    </Suspense>
  );
}

export const router = createBrowserRouter(
  [
    { path: '/invitations/:token', element: page(() => import('./invitation/InvitationPage')), errorElement: <RouteError /> },
    {
      path: '/client',
      element: page(() => import('./client/ClientLayout')),
      errorElement: <RouteError />,
      children: [
        { index: true, element: <Navigate to="/client/projects" replace /> },
        { path: 'projects', element: page(() => import('./client/ProjectsPage')) },
        { path: 'jobs', element: page(() => import('./client/JobsPage')) },
        { path: 'jobs/:projectId/:jobId', element: page(() => import('./client/JobPage')) },
        { path: 'deliveries', element: page(() => import('./client/DeliveriesPage')) },
        { path: 'usage', element: page(() => import('./client/UsagePage')) },
      ],
    },
    {
      element: <Shell />,
      errorElement: <RouteError />,
      children: [
        { index: true, element: page(() => import('./projects/ProjectsPage')) },
        { path: 'work', element: page(() => import('./work/WorkPage')) },
        { path: 'work/:projectId', element: page(() => import('./work/WorkPage')) },
        { path: 'assignments/:assignmentId', element: page(() => import('./work/WorkPage')) },
        { path: 'history', element: page(() => import('./history/HistoryPage')) },
        { path: 'settings', element: page(() => import('./hotkeys/HotkeysPage')) },
        { path: 'reviews', element: page(() => import('./review/ReviewPage')) },
        {
          path: 'admin',
          element: page(() => import('./admin/AdminLayout')),
          children: [
            { index: true, element: <Navigate to="/admin/projects" replace /> },
            { path: 'projects', element: page(() => import('./admin/ProjectsPage')) },
            { path: 'projects/:id', element: page(() => import('./admin/ProjectPage')) },
            { path: 'projects/:id/activation', element: page(() => import('./admin/ActivationPage')) },
            { path: 'templates', element: page(() => import('./admin/TemplatesPage')) },
            { path: 'templates/:id', element: page(() => import('./admin/TemplatePage')) },
            { path: 'jobs', element: page(() => import('./admin/JobsPage')) },
            { path: 'jobs/:id', element: page(() => import('./admin/JobPage')) },
            { path: 'accounts', element: page(() => import('./admin/AccountsPage')) },
            { path: 'accounts/:id', element: page(() => import('./admin/AccountPage')) },
            { path: 'annotators', element: page(() => import('./admin/AnnotatorsPage')) },
            { path: 'teams', element: page(() => import('./admin/TeamsPage')) },
            { path: 'invitations', element: page(() => import('./admin/InvitationsPage')) },
            { path: 'deliveries', element: page(() => import('./admin/DeliveriesPage')) },
            { path: 'deliveries/:id', element: page(() => import('./admin/operations/DeliveryPage')) },
            { path: 'operations', element: page(() => import('./admin/operations/LivePage')) },
            { path: 'usage', element: page(() => import('./admin/UsagePage')) },
            { path: 'audit', element: page(() => import('./admin/AuditPage')) },
          ],
        },
        { path: '*', element: <Navigate to="/" replace /> },
      ],
    },
  ],
  { basename: '/app' },
);
