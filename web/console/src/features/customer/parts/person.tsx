/** Who this is: the label, how well known here, name and phone masked, tags. */
import { ExportOutlined, SafetyOutlined } from "@ant-design/icons";
import type { CustomerFacts } from "@hearthline/api";
import { Avatar, Mark } from "@hearthline/ui";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { shortTime, useNow } from "@/lib/time";

import { copy } from "../copy";
import { Masked } from "./masked";
import { Tags } from "./tags";

export function Person({ facts, linked }: {
  facts: CustomerFacts;
  /** Whether the customer's own page is somewhere else. */
  linked: boolean;
}) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  const trusted = facts.level !== "L0";
  return (
    <section className="cust-person">
      <header className="cust-name">
        <Avatar name={facts.label} />
        <strong className="hl-clip">{facts.label}</strong>
        <Mark tone={trusted ? "good" : "plain"} title={text.level}>
          <SafetyOutlined /> {text.levels[facts.level] ?? facts.level}
        </Mark>
        {linked ? (
          <Link className="cust-push" to={`/customers/${facts.id}`} title={text.open} aria-label={text.open}>
            <ExportOutlined />
          </Link>
        ) : null}
      </header>
      <Tags id={facts.id} />
      <dl className="cust-facts">
        <Masked id={facts.id} field="name" label={text.name} value={facts.name_masked} />
        <Masked id={facts.id} field="phone" label={text.phone} value={facts.phone_masked} />
        <div>
          <dt />
          <dd className="hl-small hl-quiet">{text.since(shortTime(facts.first_seen_at, now, locale))}</dd>
        </div>
      </dl>
    </section>
  );
}
