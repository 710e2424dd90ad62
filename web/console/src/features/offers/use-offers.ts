/** The conversations offered to me now, the one that expires first on top. */
import type { Row } from "@hearthline/api";
import { useEffect, useMemo, useRef } from "react";

import { useBook } from "@/lib/live/live";
import { useCopy } from "@/lib/locale";
import { useMe } from "@/lib/me";
import { useNow } from "@/lib/time";

import { chime, notify } from "@/lib/announce";
import { copy } from "./copy";

export function useOffers({ announce = false }: { announce?: boolean } = {}): Row[] {
  const me = useMe();
  const book = useBook((all) => all);
  const now = useNow();
  const mine = useMemo(
    () => Object.values(book).filter((row) => row.offered_to === me.id && row.status === "queued"),
    [book, me.id],
  );
  const offers = useMemo(
    () =>
      mine
        .filter((row) => Date.parse(row.offer_expires_at ?? "") > now)
        .toSorted((a, b) => (a.offer_expires_at ?? "").localeCompare(b.offer_expires_at ?? "")),
    [mine, now],
  );
  useAnnounce(announce ? offers : null);
  return offers;
}

function useAnnounce(offers: Row[] | null): void {
  const text = useCopy(copy);
  const told = useRef(new Set<string>());
  useEffect(() => {
    const fresh = (offers ?? []).filter((row) => !told.current.has(row.id));
    for (const row of fresh) {
      told.current.add(row.id);
      notify(text.newOffer(row.customer.label), row.id);
    }
    if (fresh.length > 0) chime();
  }, [offers, text]);
}
