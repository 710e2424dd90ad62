/** Which feature stands in which slot. */
import type { ComponentProps } from "react";

import { NowCard } from "@/features/assist";
import { CustomerFacts, CustomerTags, KeepPromise, Macros, MyPromises, PromiseNews } from "@/features/customer";
import { Handover, Incoming, WrapUp } from "@/features/handover";
import { IncidentStrip } from "@/features/incidents";
import { Offers, TakeButton } from "@/features/offers";
import { StormBanner } from "@/features/wall";
import { NewTicket } from "@/features/tickets";
import { EMPTY_SLOTS, type SlotParts } from "@/lib/slots";

import { GoAvailable } from "./go-available";
import { guarded } from "./guarded";

/** What colleagues ask of me stands above what the queue offers. */
function Asked(props: ComponentProps<SlotParts["Offers"]>) {
  return (
    <>
      <PromiseNews />
      <Incoming {...props} />
      <Offers {...props} />
    </>
  );
}

export const SLOTS: SlotParts = {
  ...EMPTY_SLOTS,
  IncidentStrip: guarded(IncidentStrip),
  NowCard: guarded(NowCard),
  NewTicket,
  Offers: Asked,
  Handover,
  WrapUp,
  StormBanner: guarded(StormBanner),
  GoAvailable,
  Take: TakeButton,
  CustomerFacts: guarded(CustomerFacts),
  CustomerTags,
  KeepPromise,
  MyPromises: guarded(MyPromises),
  Macros,
};
