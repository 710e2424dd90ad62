/** Entries that are one person: who might be, who was joined, and the way back. */
import type { CustomerId, CustomerJoins } from "@hearthline/api";
import { Bone, Mark } from "@hearthline/ui";
import { App, Button } from "antd";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { shortTime, useNow } from "@/lib/time";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { peopleCopy } from "../copy-people";
import { useJoinDeeds, useJoins } from "../queries-people";
import { Reason } from "./reason";

export function Joins({ id }: { id: CustomerId }) {
  const text = useCopy(peopleCopy);
  const say = useSay();
  const { data, error } = useJoins(id);
  if (error) return <p className="hl-quiet">{say(error)}</p>;
  if (!data) return <Bone width="60%" />;
  return (
    <section className="cust-part">
      <h3>{text.joins}</h3>
      <p className="hl-small hl-quiet">{text.joinHint}</p>
      {data.candidates.length === 0 && data.joins.length === 0 ? (
        <p className="hl-small hl-quiet">{text.noJoins}</p>
      ) : null}
      {data.candidates.map((one) => (
        <Candidate key={one.id} id={id} one={one} />
      ))}
      {data.joins.map((one) => (
        <Joined key={one.id} id={id} one={one} />
      ))}
    </section>
  );
}

function Evidence({ found }: { found: readonly string[] }) {
  const text = useCopy(peopleCopy);
  if (found.length === 0) return <Mark>{text.noEvidence}</Mark>;
  return found.map((one) => (
    <Mark key={one} tone="info">
      {text.evidence[one] ?? one}
    </Mark>
  ));
}

function Candidate({ id, one }: { id: CustomerId; one: CustomerJoins["candidates"][number] }) {
  const text = useCopy(peopleCopy);
  const { reasonPlaceholder, revealWhy } = useCopy(copy);
  const may = useMay();
  const { message } = App.useApp();
  const { join } = useJoinDeeds(id);
  return (
    <div className="cust-line">
      <strong>{one.label}</strong>
      <Evidence found={one.evidence} />
      {may("customers.unmask") && may("desk.reply") ? (
        <Reason
          title={text.joinReason}
          hint={revealWhy}
          reasons={text.joinReasons}
          placeholder={reasonPlaceholder}
          deed={text.join}
          pending={join.isPending}
          error={join.error}
          onReason={(reason, done) =>
            join.mutate(
              { other_id: one.id, reason },
              {
                onSuccess: () => {
                  done();
                  void message.success(text.joined(one.label));
                },
              },
            )
          }
        >
          <Button size="small">{text.join}</Button>
        </Reason>
      ) : null}
    </div>
  );
}

function Joined({ id, one }: { id: CustomerId; one: CustomerJoins["joins"][number] }) {
  const text = useCopy(peopleCopy);
  const locale = useLocale();
  const now = useNow(60);
  const say = useSay();
  const { message } = App.useApp();
  const { part } = useJoinDeeds(id);
  return (
    <div className="cust-line" title={one.reason}>
      <strong>{one.merged_label}</strong>
      <Evidence found={one.evidence} />
      <span className="hl-small hl-quiet">
        {text.joinedBy(one.merged_by_name, shortTime(one.merged_at, now, locale))}
      </span>
      {one.undone_at ? <Mark>{text.undone}</Mark> : null}
      {one.may_undo ? (
        <Button
          size="small"
          type="link"
          loading={part.isPending}
          onClick={() =>
            part.mutate(one.id, {
              onSuccess: () => void message.success(text.parted),
              onError: (error) => void message.error(say(error)),
            })
          }
        >
          {text.part}
        </Button>
      ) : null}
    </div>
  );
}
