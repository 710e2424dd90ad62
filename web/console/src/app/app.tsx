/** What stands around every page: data, looks, language, address. */
import { Problem } from "@hearthline/api";
import { antTheme } from "@hearthline/ui";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import { RouterProvider } from "react-router";

import { useLocale } from "@/lib/locale";
import { useLook } from "@/lib/look";

import { router } from "./router";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      retry: (count, error) => error instanceof Problem && error.isPassing && count < 2,
      staleTime: 30_000,
    },
  },
});

const isCalm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;

export function App() {
  const locale = useLocale();
  const { dark } = useLook();
  return (
    <ConfigProvider
      locale={locale === "en" ? en : zh}
      theme={antTheme(dark, isCalm)}
      button={{ autoInsertSpace: false }}
    >
      <AntApp className="app" message={{ maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
