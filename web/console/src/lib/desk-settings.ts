/** How the company's desk works: reasons, wrap-up codes and timer. */
import { type DeskSetting, taken } from "@hearthline/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api } from "./api";
import { keys } from "./keys";

export const useDeskSettings = () =>
  useQuery({
    queryKey: keys.deskSettings,
    queryFn: () => taken<DeskSetting>(api.GET("/api/v1/desk/settings")),
    staleTime: 300_000,
  });

export function useSaveDeskSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: DeskSetting) =>
      taken<DeskSetting>(api.PUT("/api/v1/desk/settings", { body })),
    onSuccess: (saved) => queries.setQueryData(keys.deskSettings, saved),
  });
}
