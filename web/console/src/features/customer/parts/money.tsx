/** Balance, what is owed, bills and payments; amounts only as far as they may be seen. */
import type { AccountBills, AccountFacts, AccountPayments, PrepaidBalance } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import type { ReactNode } from "react";

import { useCopy, useLocale } from "@/lib/locale";

import { copy } from "../copy";
import { factsCopy } from "../copy-facts";
import { dayOf, yuan } from "../shown";
import { Part } from "./part";
import { When } from "./temperatures";

const MOST = 4;

export function Money({ account, reveal, onAgain }: {
  account: AccountFacts;
  reveal: ReactNode;
  onAgain: () => void;
}) {
  const text = useCopy(factsCopy);
  const { balance, bills, payments } = account;
  const shut = bills.state === "withheld" && payments.state === "withheld";
  if (shut) {
    return (
      <Part title={text.money} part={bills} onAgain={onAgain} reveal={reveal}>
        {() => null}
      </Part>
    );
  }
  return (
    <>
      <Part title={text.balance} part={balance} onAgain={onAgain} reveal={reveal}>
        {(data) => (data.prepaid ? <Balance balance={data} /> : null)}
      </Part>
      <Part title={text.bills} part={bills} onAgain={onAgain} reveal={reveal}>
        {(data) => <Bills bills={data} />}
      </Part>
      <Part title={text.payments} part={payments} onAgain={onAgain} reveal={reveal}>
        {(data) => <Payments payments={data} />}
      </Part>
    </>
  );
}

function Balance({ balance }: { balance: PrepaidBalance }) {
  const text = useCopy(factsCopy);
  const locale = useLocale();
  const low = balance.threshold_fen !== null && balance.balance_fen < balance.threshold_fen;
  const notes = [
    balance.threshold_fen === null ? null : text.lowAt(yuan(balance.threshold_fen, locale)),
    balance.estimated_empty_date ? text.emptyOn(dayOf(balance.estimated_empty_date, locale)) : null,
  ].filter(Boolean);
  return (
    <>
      <p className="cust-figure" data-low={low}>
        {yuan(balance.balance_fen, locale)}
      </p>
      <p className="hl-small hl-quiet">{notes.join(" · ")}</p>
    </>
  );
}

function Bills({ bills }: { bills: AccountBills }) {
  const text = useCopy(factsCopy);
  const locale = useLocale();
  if (bills.items.length === 0) return <p className="hl-small hl-quiet">{text.noBills}</p>;
  return (
    <>
      {bills.owed_fen > 0 ? (
        <p className="cust-owed">
          <span>{text.owed}</span>
          <strong className="hl-num">{yuan(bills.owed_fen, locale)}</strong>
          {bills.late_fee_fen > 0 ? (
            <span className="hl-small hl-quiet">{text.lateFee(yuan(bills.late_fee_fen, locale))}</span>
          ) : null}
        </p>
      ) : null}
      <ul className="cust-rows">
        {bills.items.slice(0, MOST).map((bill) => (
          <li key={bill.bill_no} title={text.due(dayOf(bill.due_date, locale))}>
            <span className="hl-num">{bill.period}</span>
            <span className="hl-num">{yuan(bill.payable_fen, locale)}</span>
            <Mark tone={bill.status === "PAID" ? "plain" : "warn"}>
              {text.billStatus[bill.status] ?? bill.status}
            </Mark>
          </li>
        ))}
      </ul>
    </>
  );
}

function Payments({ payments }: { payments: AccountPayments }) {
  const text = useCopy(factsCopy);
  const { channelKinds } = useCopy(copy);
  const locale = useLocale();
  if (payments.items.length === 0) return <p className="hl-small hl-quiet">{text.noPayments}</p>;
  return (
    <ul className="cust-rows">
      {payments.items.slice(0, MOST).map((one) => (
        <li key={one.payment_no}>
          <span>{channelKinds[one.channel.toLowerCase()] ?? one.channel}</span>
          <span className="hl-num">
            {one.kind === "REFUND" ? `${text.refund} ` : ""}
            {yuan(one.amount_fen, locale)}
          </span>
          <When at={one.paid_at} />
        </li>
      ))}
    </ul>
  );
}
