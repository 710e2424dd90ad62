/** Customers: found by number or label; one customer with everything. */
import "./customer.css";

import { TeamOutlined } from "@ant-design/icons";
import type { CustomerId, FoundCustomer } from "@hearthline/api";
import { Avatar, EmptyPlace, Mark } from "@hearthline/ui";
import { Input } from "antd";
import { useDeferredValue, useState } from "react";
import { NavLink, useParams } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { shortTime, useNow } from "@/lib/time";
import { useSay } from "@/lib/words";

import { copy } from "./copy";
import { Card } from "./parts/customer-facts";
import { Joins } from "./parts/joins";
import { TagHistory } from "./parts/tag-history";
import { useFindCustomers } from "./queries";

export default function CustomersPage() {
  const text = useCopy(copy);
  const { customerId } = useParams();
  const id: CustomerId | null = customerId ?? null;
  return (
    <div className="cust-room" data-open={id !== null}>
      <Finder />
      {id === null ? (
        <EmptyPlace icon={<TeamOutlined />} title={text.search}>
          {text.searchIntro}
        </EmptyPlace>
      ) : (
        <div className="cust-page" key={id}>
          <Card id={id} conversationId={null} linked={false} />
          <div className="cust-stack">
            <Joins id={id} />
            <TagHistory id={id} />
          </div>
        </div>
      )}
    </div>
  );
}

function Finder() {
  const text = useCopy(copy);
  const say = useSay();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const { data, error } = useFindCustomers(q);
  return (
    <aside className="cust-finder" aria-label={text.search}>
      <Input.Search
        allowClear
        autoFocus
        value={typed}
        maxLength={60}
        placeholder={text.searchHint}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error ? <p className="hl-quiet">{say(error)}</p> : null}
      {data?.items.length === 0 ? (
        <EmptyPlace title={text.searchNone[0]}>{text.searchNone[1]}</EmptyPlace>
      ) : null}
      {data?.items.map((found) => (
        <Found key={found.id} found={found} />
      ))}
    </aside>
  );
}

function Found({ found }: { found: FoundCustomer }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  return (
    <NavLink to={`/customers/${found.id}`} className="cust-hit">
      <Avatar name={found.label} small />
      <strong className="hl-clip">{found.label}</strong>
      {found.by === "recent" ? null : <Mark>{text.foundBy[found.by]}</Mark>}
      <span className="cust-push hl-small hl-quiet">{shortTime(found.last_seen_at, now, locale)}</span>
    </NavLink>
  );
}
