/** What was filled into the form of a new ticket, and what is sent of it. */
import type { OpenTicket, PickedAccount } from "@hearthline/api";

export interface FilledTicket {
  type_code: string;
  description: string;
  priority?: string;
  account_no?: string;
  address?: string;
  community?: string;
  building?: string;
  unit?: string;
  contact_phone?: string;
  emotion?: string;
  is_proxy?: boolean;
  submitter?: { kind?: string; name?: string; phone?: string };
  details?: Record<string, unknown>;
}

const filled = (text: string | undefined): string | null => text?.trim() || null;

/** A moment of the form as a day; photos and the rest as they are; nothing that is empty. */
function told(details: Record<string, unknown>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(details)) {
    if (value === undefined || value === null || value === "") continue;
    const isDay = typeof value === "object" && "format" in value;
    found[name] = isDay ? (value as { format: (how: string) => string }).format("YYYY-MM-DD") : value;
  }
  return found;
}

/** The account that was chosen, and whether its customer's own number is the contact. */
export interface Chosen {
  picked: PickedAccount | null;
  withContact: boolean;
}

export function bodyOf(
  values: FilledTicket,
  clientId: string,
  { picked, withContact }: Chosen = { picked: null, withContact: false },
): OpenTicket {
  const submitter = values.is_proxy ? values.submitter : undefined;
  return {
    client_id: clientId,
    type_code: values.type_code,
    description: values.description.trim(),
    priority: (values.priority ?? null) as OpenTicket["priority"],
    account_no: filled(values.account_no),
    contact_phone: filled(values.contact_phone),
    account_ref: picked?.account_ref ?? null,
    contact_ref: withContact ? (picked?.contact_ref ?? null) : null,
    place: {
      address: values.address?.trim() ?? "",
      community: filled(values.community),
      building: filled(values.building),
      unit: filled(values.unit),
    },
    submitter: {
      kind: (submitter?.kind ?? "self") as "self",
      name: submitter?.name?.trim() ?? "",
      phone: filled(submitter?.phone),
    },
    details: told(values.details ?? {}),
    emotion: (values.emotion ?? "CALM") as OpenTicket["emotion"],
  } as OpenTicket;
}
