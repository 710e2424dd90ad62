/** Which feature stands in which slot. */
import { CustomerFacts, Macros } from "@/features/customer";
import { Offers, TakeButton } from "@/features/offers";
import { StormBanner } from "@/features/wall";
import { EMPTY_SLOTS, type SlotParts } from "@/lib/slots";

import { GoAvailable } from "./go-available";

export const SLOTS: SlotParts = { ...EMPTY_SLOTS, Offers, StormBanner, GoAvailable, Take: TakeButton, CustomerFacts, Macros };
