/** Which feature stands in which slot. */
import { Offers, TakeButton } from "@/features/offers";
import { EMPTY_SLOTS, type SlotParts } from "@/lib/slots";

import { GoAvailable } from "./go-available";

export const SLOTS: SlotParts = { ...EMPTY_SLOTS, Offers, GoAvailable, Take: TakeButton };
