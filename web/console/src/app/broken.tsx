/** What stands where a room broke: what is safe, and what to press. */
import { ErrorPlace } from "@hearthline/ui";
import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";

export function Broken() {
  const { broken } = useCopy(copy);
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  // Without a network a reload would lose the page that still stands around this one.
  const isCut = !globalThis.navigator.onLine;
  useEffect(() => {
    if (!isCut) return undefined;
    const again = () => void navigate(`${pathname}${search}`, { replace: true });
    globalThis.addEventListener("online", again);
    return () => globalThis.removeEventListener("online", again);
  }, [isCut, navigate, pathname, search]);
  return (
    <div className="broken">
      {isCut ? (
        <ErrorPlace
          title={broken.offline}
          detail={broken.offlineDetail}
          again={broken.retry}
          onAgain={() => void navigate(`${pathname}${search}`, { replace: true })}
        />
      ) : (
        <ErrorPlace
          title={broken.title}
          detail={broken.detail}
          again={broken.again}
          onAgain={() => globalThis.location.reload()}
        />
      )}
    </div>
  );
}
