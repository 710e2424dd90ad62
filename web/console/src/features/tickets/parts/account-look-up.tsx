/** An input that looks accounts up while one types: the customer's own first, then all others. */
import type { CustomerFacts, FoundAccount, PickAccount } from "@hearthline/api";
import { AutoComplete, Button, Input } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { newCopy } from "../copy-new";
import { useLookUp, useOwnAccounts } from "../queries-new";
import { useFillingHere } from "../use-filling";

interface Option {
  value: string;
  label: string;
  chosen: PickAccount;
}

export function AccountLookUp({ by, value, onChange, ...control }: {
  by: "account" | "address";
  id?: string;
  value?: string;
  onChange?: (typed: string) => void;
}) {
  const text = useCopy(newCopy);
  const { looks, customerId, conversationId, pick, picking } = useFillingHere();
  const [typed, setTyped] = useState("");
  const own = useOwnAccounts(customerId, conversationId, looks);
  const found = useLookUp(typed, by, looks);
  const most = by === "account" ? 32 : 200;
  if (!looks) {
    return (
      <Input
        {...control}
        maxLength={most}
        value={value ?? ""}
        onChange={(event) => onChange?.(event.target.value)}
      />
    );
  }
  const mine = ownOptions(own.data, typed, text.domains);
  const others = typed === "" ? [] : foundOptions(found.data?.items ?? [], text.domains);
  const groups = [
    { label: text.mine, options: mine },
    { label: text.found, options: others },
  ].filter(({ options }) => options.length > 0);
  return (
    <AutoComplete
      {...control}
      value={value ?? ""}
      options={groups}
      showSearch={{
        filterOption: false,
        onSearch: (words) => {
          setTyped(words);
          onChange?.(words);
        },
      }}
      disabled={picking}
      popupMatchSelectWidth={420}
      notFoundContent={nothing(found.isFetching, typed, found.isError, text)}
      onSelect={(_, option) => {
        setTyped("");
        pick((option as unknown as Option).chosen);
      }}
    >
      <Input maxLength={most} placeholder={by === "account" ? text.lookUp : text.lookUpAddress} />
    </AutoComplete>
  );
}

/** The account that was chosen; its number goes into the ticket and is not shown. */
export function PickedAccountLine() {
  const text = useCopy(newCopy);
  const say = useSay();
  const { picked, unpick, error } = useFillingHere();
  if (error) return <p role="alert" className="hl-small">{say(error)}</p>;
  if (!picked) return null;
  return (
    <p className="ticket-source" role="status">
      <span>
        {text.chosen} <strong className="hl-num">{picked.account_no_masked}</strong>{" "}
        {[picked.name_masked, text.domains[picked.domain]].filter(Boolean).join(" · ")}
      </span>
      <Button type="link" size="small" onClick={unpick}>
        {text.undo}
      </Button>
    </p>
  );
}

function nothing(
  isLooking: boolean,
  typed: string,
  failed: boolean,
  text: { looking: string; foundNone: string; lookFailed: string },
): string | null {
  if (typed.trim().length < 4) return null;
  if (isLooking) return text.looking;
  return failed ? text.lookFailed : text.foundNone;
}

function ownOptions(
  facts: CustomerFacts | undefined,
  typed: string,
  domains: Record<string, string>,
): Option[] {
  const words = typed.trim();
  return (facts?.accounts ?? [])
    .map((one) => ({
      value: `own:${one.key}`,
      label: [
        one.account_no_masked,
        domains[one.domain],
        one.profile.data?.name_masked,
        one.profile.data?.address_masked,
      ]
        .filter(Boolean)
        .join(" · "),
      chosen: { account: one.key },
    }))
    .filter(({ label }) => words === "" || label.includes(words) || words.startsWith(label.slice(0, 4)));
}

const foundOptions = (items: readonly FoundAccount[], domains: Record<string, string>): Option[] =>
  items.map((one) => ({
    value: one.ref,
    label: [one.account_no_masked, domains[one.domain], one.name_masked, one.address_masked]
      .filter(Boolean)
      .join(" · "),
    chosen: { ref: one.ref },
  }));
