/** Lets in who is signed in; asks again, over the page, when the session ends. */
import { ErrorPlace } from "@hearthline/ui";
import { Navigate, Outlet, useLocation } from "react-router";

import { ReLogin } from "@/features/login";
import { useOffers } from "@/features/offers";
import { session } from "@/lib/api";
import { useCopy } from "@/lib/locale";
import { LiveProvider } from "@/lib/live/live";
import { MeContext, useMeQuery } from "@/lib/me";
import { Slots } from "@/lib/slots";
import { useStore } from "@/lib/store";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { SLOTS } from "./slots";

export function Door() {
  const { data: me, error, isPending, refetch } = useMeQuery();
  const here = useLocation();
  const say = useSay();
  const text = useCopy(copy);
  const common = useCopy(words);
  const expired = useStore(session, ({ state }) => state === "expired");
  if (isPending) return null;
  if (error) {
    return (
      <ErrorPlace
        title={text.cannotStart}
        detail={say(error)}
        again={common.again}
        onAgain={() => void refetch()}
      />
    );
  }
  if (!me) {
    const back = here.pathname === "/" ? "" : `?back=${encodeURIComponent(here.pathname)}`;
    return <Navigate to={`/login${back}`} replace />;
  }
  return (
    <MeContext value={me}>
      <LiveProvider>
        <Announcer />
        <Slots value={SLOTS}>
          <Outlet />
        </Slots>
        <ReLogin me={me} open={expired} />
      </LiveProvider>
    </MeContext>
  );
}

function Announcer() {
  useOffers({ announce: true });
  return null;
}
