/** The person: name, phone and accounts, masked until somebody says why not. */
import { SafetyOutlined } from "@ant-design/icons";
import type { CustomerCard, CustomerId, Row } from "@hearthline/api";
import { Avatar, Bone, Mark } from "@hearthline/ui";

import { useCopy, useLocale } from "@/lib/locale";
import { shortTime, useNow } from "@/lib/time";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useCustomer } from "../queries";
import { Masked } from "./masked";

/** With `brief` only who it is; the facts stand in a part of their own. */
export function Who({ row, customerId, brief = false }: {
  row: Row;
  customerId: CustomerId | null;
  brief?: boolean;
}) {
  const { context: text } = useCopy(copy);
  const level = text.verify[row.verify_level] ?? row.verify_level;
  const trusted = row.verify_level !== "L0";
  return (
    <section className="context-who">
      <header className="context-name">
        <Avatar name={row.customer.label} />
        <strong className="hl-clip">{row.customer.label}</strong>
        <Mark tone={trusted ? "good" : "plain"} title={text.level}>
          <SafetyOutlined /> {level}
        </Mark>
      </header>
      {customerId ? (
        brief ? null : <Card id={customerId} />
      ) : (
        <p className="hl-small hl-quiet">{text.anonymous}</p>
      )}
    </section>
  );
}

function Card({ id }: { id: CustomerId }) {
  const { context: text } = useCopy(copy);
  const say = useSay();
  const { data, error } = useCustomer(id);
  if (error) return <p className="hl-small hl-quiet">{say(error)}</p>;
  if (!data) return <Bone width="70%" />;
  return <Facts card={data} text={text} />;
}

function Facts({ card, text }: { card: CustomerCard; text: typeof copy.zh.context }) {
  const locale = useLocale();
  const now = useNow(60);
  return (
    <dl className="facts">
      <Masked id={card.id} field="name" label={text.name} value={card.name_masked} />
      <Masked id={card.id} field="phone" label={text.phone} value={card.phone_masked} />
      {card.accounts.map((account, index) => (
        <Masked
          key={account.account_no_masked}
          id={card.id}
          field="account"
          index={index}
          label={text.account}
          value={account.account_no_masked}
          more={
            <>
              <Mark>{text.domains[account.domain] ?? account.domain}</Mark>
              <Mark tone={account.verified ? "good" : "warn"}>
                {account.verified ? text.verified : text.unverified}
              </Mark>
            </>
          }
        />
      ))}
      <div>
        <dt />
        <dd className="hl-small hl-quiet">
          {text.since(shortTime(card.first_seen_at, now, locale))}
        </dd>
      </div>
    </dl>
  );
}
