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
      element: <Shell />,
      errorElement: <RouteError />,
      children: [
        { index: true, element: page(() => import('./projects/ProjectsPage')) },
        { path: 'work', element: page(() => import('./work/WorkPage')) },
        { path: 'work/:projectId', element: page(() => import('./work/WorkPage')) },
        { path: 'assignments/:assignmentId', element: page(() => import('./work/WorkPage')) },
        { path: 'history', element: page(() => import('./history/HistoryPage')) },
        { path: 'settings', element: page(() => import('./hotkeys/HotkeysPage')) },
        { path: '*', element: <Navigate to="/" replace /> },
      ],
    },
  ],
  { basename: '/app' },
);
