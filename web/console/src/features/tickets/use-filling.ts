/** Fills the form from the conversation and from a chosen account; everything can be taken back. */
import type {
  ConversationId,
  CustomerId,
  PickAccount,
  PickedAccount,
  PrefilledField,
  TicketType,
} from "@hearthline/api";
import type { FormInstance } from "antd";
import { createContext, useContext, useRef, useState } from "react";

import { useMay } from "@/lib/me";

import type { FilledTicket } from "./filled";
import { isEmpty, pathOf, valueFor } from "./prefilled";
import { usePick, usePrefill } from "./queries-new";

const PLACED = ["address", "community", "building", "unit", "account_no", "contact_phone"] as const;
type Placed = Partial<Record<(typeof PLACED)[number], string | undefined>>;

export interface Filling {
  conversationId: ConversationId | null;
  customerId: CustomerId | null;
  /** Whether accounts may be looked up. */
  looks: boolean;
  sources: Readonly<Record<string, PrefilledField>>;
  undo: (names: readonly string[]) => void;
  picked: PickedAccount | null;
  /** Whether the customer's own number is taken over with the account. */
  withContact: boolean;
  pick: (chosen: PickAccount) => void;
  unpick: () => void;
  typeContact: () => void;
  picking: boolean;
  error: Error | null;
}

export const FillingContext = createContext<Filling | null>(null);

export function useFillingHere(): Filling {
  const filling = useContext(FillingContext);
  if (filling === null) throw new Error("no form around");
  return filling;
}

export function useFilling(
  form: FormInstance<FilledTicket>,
  conversationId: ConversationId | null,
  customerId: CustomerId | null,
) {
  const looks = useMay()("desk.reply");
  const [sources, setSources] = useState<Record<string, PrefilledField>>({});
  const undone = useRef(new Set<string>());
  const told = usePrefill(conversationId);
  const picking = usePicking(form, conversationId, customerId, (names) => forget(names));

  function forget(names: readonly string[]): void {
    setSources((known) =>
      Object.fromEntries(Object.entries(known).filter(([name]) => !names.includes(name))),
    );
  }

  function put(found: readonly PrefilledField[], type: TicketType): void {
    const filled: Record<string, PrefilledField> = {};
    for (const field of found) {
      const path = pathOf(field.name) as never;
      const value = valueFor(field, type);
      const taken = !isEmpty(form.getFieldValue(path)) || undone.current.has(field.name);
      if (taken || value === undefined || (field.name === "account_no" && picking.picked)) continue;
      form.setFieldValue(path, value as never);
      filled[field.name] = field;
    }
    setSources((known) => ({ ...known, ...filled }));
  }

  const filling: Filling = {
    conversationId,
    customerId,
    looks,
    sources,
    undo: (names) => {
      for (const name of names) {
        undone.current.add(name);
        form.setFieldValue(pathOf(name) as never, undefined as never);
      }
      forget(names);
    },
    ...picking,
  };
  return {
    filling,
    /** The conversation is asked when a type is chosen; its silence keeps nobody from filing. */
    typed: (type: TicketType | undefined) => {
      if (type === undefined || conversationId === null || !looks) return;
      told.mutate(type.code, { onSuccess: ({ fields }) => put(fields, type) });
    },
    /** What a person wrote over is his own. */
    edited: (changed: Partial<FilledTicket>) =>
      forget([...Object.keys(changed), ...Object.keys(changed.details ?? {})]),
    clear: () => {
      setSources({});
      undone.current.clear();
      picking.drop();
    },
  };
}

function usePicking(
  form: FormInstance<FilledTicket>,
  conversationId: ConversationId | null,
  customerId: CustomerId | null,
  taken: (names: readonly string[]) => void,
) {
  const pick = usePick();
  const [picked, setPicked] = useState<PickedAccount | null>(null);
  const [withContact, setWithContact] = useState(false);
  const before = useRef<Placed>({});

  function put(chosen: PickedAccount): void {
    if (picked === null) before.current = form.getFieldsValue([...PLACED]) as Placed;
    const { address, community, building, unit } = chosen;
    form.setFieldsValue({ address, ...parts({ community, building, unit }) });
    form.setFieldValue("account_no", undefined as never);
    setWithContact(chosen.contact_ref !== null && isEmpty(form.getFieldValue("contact_phone")));
    setPicked(chosen);
    taken(["address", "account_no"]);
  }

  return {
    picked,
    withContact,
    picking: pick.isPending,
    error: pick.error,
    pick: (chosen: PickAccount) =>
      pick.mutate(
        { ...chosen, customer_id: customerId, conversation_id: customerId ? conversationId : null },
        { onSuccess: put },
      ),
    unpick: () => {
      form.setFieldsValue(before.current as never);
      setPicked(null);
      setWithContact(false);
    },
    typeContact: () => setWithContact(false),
    drop: () => {
      setPicked(null);
      setWithContact(false);
      pick.reset();
    },
  };
}

const parts = (given: Record<"community" | "building" | "unit", string | null>) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value ?? undefined]));
