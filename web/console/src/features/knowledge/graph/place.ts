/** What is looked at in the graph, kept in the address: the centre, what was opened, what is chosen. */
import { usePlace } from "@/lib/place";

const FEW = 40;
const MOST = 240;

export function useLook() {
  const place = usePlace();
  const center = place.at("at");
  const opened = (place.at("open") ?? "").split(",").filter((id) => id !== "");
  const limit = Math.min(Math.max(Number(place.at("n") ?? FEW), FEW), MOST) || FEW;
  return {
    q: place.at("q") ?? "",
    kind: place.at("kind"),
    center,
    opened,
    limit,
    selected: place.at("on") ?? center,
    mayMore: limit < MOST,
    seek: (changes: { q?: string; kind?: string | null }) => place.go(changes),
    show: (id: string | null) => place.go({ at: id, open: null, on: null, n: null }, { push: true }),
    select: (id: string | null) => place.go({ on: id }),
    more: () => place.go({ n: String(Math.min(limit * 2, MOST)) }),
    /** The centre is always open. */
    toggle: (id: string) => {
      const next = opened.includes(id) ? opened.filter((one) => one !== id) : [...opened, id];
      place.go({ on: id, ...(id === center ? {} : { open: next.join(",") }) });
    },
  };
}

export type Look = ReturnType<typeof useLook>;
