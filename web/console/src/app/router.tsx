/** Addresses, each room loaded when it is first opened. */
import { createBrowserRouter, Navigate } from "react-router";

import { Broken } from "./broken";
import { Door } from "./door";
import { Shell } from "./shell";

const room = (load: () => Promise<{ default: React.ComponentType }>) => async () => ({
  Component: (await load()).default,
});

export const router = createBrowserRouter(
  [
    { path: "/login", ErrorBoundary: Broken, HydrateFallback: () => null, lazy: room(() => import("@/features/login/page")) },
    {
      element: <Door />,
      ErrorBoundary: Broken,
      HydrateFallback: () => null,
      children: [
        {
          element: <Shell />,
          children: [
            {
              // A room that breaks leaves the rail, and with it the way to the others.
              ErrorBoundary: Broken,
              children: [
                { index: true, element: <Navigate to="/desk" replace /> },
                {
                  path: "desk/:conversationId?",
                  lazy: room(() => import("@/features/desk/page")),
                },
                {
                  path: "tickets/:ticketId?",
                  lazy: room(() => import("@/features/tickets/page")),
                },
                {
                  path: "incidents/:incidentId?",
                  lazy: room(() => import("@/features/incidents/page")),
                },
                { path: "exchange/:view?", lazy: room(() => import("@/features/exchange/page")) },
                {
                  path: "customers/:customerId?",
                  lazy: room(() => import("@/features/customer/page")),
                },
                {
                  path: "knowledge/:room?/*",
                  lazy: room(() => import("@/features/knowledge/page")),
                },
                { path: "calls", lazy: room(() => import("@/features/handover/page")) },
                { path: "wall/:view?", lazy: room(() => import("@/features/wall/page")) },
                { path: "bot/:view?", lazy: room(() => import("@/features/bot/page")) },
                {
                  path: "settings/:section?",
                  lazy: room(() => import("@/features/settings/page")),
                },
                { path: "*", element: <Navigate to="/desk" replace /> },
              ],
            },
          ],
        },
      ],
    },
  ],
  { basename: "/console" },
);
