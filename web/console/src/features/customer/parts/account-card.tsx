/** One account: premises and class, place on the network, supply, heat, money. */
import type { AccountFacts, ConversationId, CustomerId } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { copy } from "../copy";
import { factsCopy } from "../copy-facts";
import { useReveal, useUnlinkAccount } from "../queries";
import { Money } from "./money";
import { Outages } from "./outages";
import { Part, RevealButton } from "./part";
import { Premises } from "./premises";
import { Reason } from "./reason";
import { Temperatures } from "./temperatures";

export function AccountCard({ id, conversationId, account: given, onAgain, onWanted }: {
  id: CustomerId;
  conversationId: ConversationId | null;
  account: AccountFacts;
  onAgain: () => void;
  /** Asks for the account's parts, of which nobody asked yet. */
  onWanted: () => void;
}) {
  const text = useCopy(copy);
  const parts = useCopy(factsCopy);
  const may = useMay();
  const reveal = useReveal(id, conversationId, given.key);
  const account = reveal.data ?? given;
  const again = { onAgain };
  const ask = (
    <Reason
      title={text.reveal(text.amounts)}
      hint={text.revealWhy}
      reasons={text.reasons}
      placeholder={text.reasonPlaceholder}
      deed={text.show}
      pending={reveal.isPending}
      error={reveal.error}
      onReason={(reason, done) => reveal.mutate({ what: "amounts", reason }, { onSuccess: done })}
    >
      <RevealButton label={text.reveal(text.amounts)} />
    </Reason>
  );
  const fresh = account.profile.state === "not_asked";
  return (
    <article className="cust-account">
      <Head id={id} account={account} />
      {fresh ? (
        <Button size="small" onClick={onWanted}>
          {parts.moreAccounts}
        </Button>
      ) : null}
      <Part title={parts.supply} part={account.outages} {...again}>
        {(data) => <Outages found={data} />}
      </Part>
      <Part title={parts.premise} part={account.profile} {...again}>
        {(data) => (
          <Premises
            profile={data}
            reveal={
              may("customers.unmask") && data.place && data.place.room === null ? (
                <Reason
                  title={text.reveal(text.address)}
                  hint={text.revealWhy}
                  reasons={text.reasons}
                  placeholder={text.reasonPlaceholder}
                  deed={text.show}
                  pending={reveal.isPending}
                  error={reveal.error}
                  onReason={(reason, done) =>
                    reveal.mutate({ what: "address", reason }, { onSuccess: done })
                  }
                >
                  <RevealButton label={text.reveal(text.address)} />
                </Reason>
              ) : null
            }
          />
        )}
      </Part>
      <Part title={parts.temperatures} part={account.temperatures} reveal={ask} {...again}>
        {(data) => <Temperatures found={data} />}
      </Part>
      <Money account={account} reveal={ask} onAgain={onAgain} />
    </article>
  );
}

function Head({ id, account }: { id: CustomerId; account: AccountFacts }) {
  const text = useCopy(copy);
  const unlink = useUnlinkAccount(id);
  const may = useMay();
  const profile = account.profile.data;
  return (
    <header className="cust-account-head">
      <strong className="hl-num">{account.account_no_masked}</strong>
      <Mark>{text.domains[account.domain] ?? account.domain}</Mark>
      {profile ? (
        <Mark tone={profile.is_business ? "info" : "plain"}>
          {text.classes[profile.usage_class] ?? profile.usage_class}
        </Mark>
      ) : null}
      {profile && profile.status !== "ACTIVE" ? (
        <Mark tone="warn">{text.statuses[profile.status] ?? profile.status}</Mark>
      ) : null}
      <span className="cust-push hl-small hl-quiet" title={account.why_linked ?? undefined}>
        {text.sources[account.source] ?? account.source} · {text.levels[account.level] ?? account.level}
      </span>
      {account.source === "agent" && may("desk.reply") ? (
        <Button
          type="link"
          size="small"
          loading={unlink.isPending}
          onClick={() => unlink.mutate(account.key)}
        >
          {text.unlink}
        </Button>
      ) : null}
    </header>
  );
}
