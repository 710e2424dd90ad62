/** Logging in. */
import { type Me, taken } from "@hearthline/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api } from "@/lib/api";
import { welcome } from "@/lib/me";

export interface Credentials {
  tenant?: string;
  username: string;
  password: string;
}

export function useLogin(onDone: (me: Me) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ tenant, username, password }: Credentials) =>
      taken<Me>(
        api.POST("/api/v1/staff/login", {
          body: { tenant: tenant?.trim() || null, username: username.trim(), password },
        }),
      ),
    onSuccess: (me) => {
      welcome(queries, me);
      onDone(me);
    },
  });
}
