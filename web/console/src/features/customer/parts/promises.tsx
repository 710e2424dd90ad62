/** What was promised to a customer: open ones first. */
import type { ConversationId, CustomerId } from "@hearthline/api";
import { Bone, EmptyPlace } from "@hearthline/ui";
import { Button } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay } from "@/lib/words";

import { peopleCopy } from "../copy-people";
import { usePromises } from "../queries-people";
import { MakePromise } from "./make-promise";
import { Promised } from "./promised";

export function Promises({ id, conversationId }: {
  id: CustomerId;
  conversationId: ConversationId | null;
}) {
  const text = useCopy(peopleCopy);
  const may = useMay();
  const say = useSay();
  const { data, error } = usePromises(id);
  const [making, setMaking] = useState(false);
  if (error) return <p className="hl-quiet">{say(error)}</p>;
  if (!data) return <Bone width="80%" />;
  const button = may("desk.reply") ? (
    <Button size="small" onClick={() => setMaking(true)}>
      {text.promise}
    </Button>
  ) : null;
  return (
    <div className="cust-stack">
      {making ? (
        <MakePromise id={id} conversationId={conversationId} onClose={() => setMaking(false)} />
      ) : null}
      {data.items.length === 0 && !making ? (
        <EmptyPlace title={text.noPromises[0]} deed={button}>
          {text.noPromises[1]}
        </EmptyPlace>
      ) : null}
      {data.items.map((promise) => (
        <Promised key={promise.id} promise={promise} />
      ))}
      {data.items.length > 0 && !making ? <div>{button}</div> : null}
    </div>
  );
}
