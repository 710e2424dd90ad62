/** Everything that led to an answer. */
import { BulbOutlined } from "@ant-design/icons";
import { EmptyPlace } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";

import { tryCopy } from "../../copy-try";
import type { Turn } from "./trial";
import { Calls, Stack } from "./why-business";
import { Explained } from "./why-explained";
import { Heard } from "./why-heard";
import { Hits } from "./why-hits";
import { Intents } from "./why-intents";
import { Commands, Judged } from "./why-judged";

export function Why({ turn }: { turn: Turn | null }) {
  const text = useCopy(tryCopy);
  const tried = turn?.tried;
  if (!turn || !tried) {
    return (
      <section className="trial-why" data-empty="true" aria-label={text.why}>
        <EmptyPlace icon={<BulbOutlined />} title={text.why}>
          {text.whyEmpty}
        </EmptyPlace>
      </section>
    );
  }
  return (
    <section className="trial-why" aria-label={text.why}>
      <header className="trial-why-head">
        <h2>{text.why}</h2>
        <span className="hl-quiet hl-clip">{text.whyOf(turn.said)}</span>
      </header>
      <div className="trial-reasons">
        <div>
          <Heard tried={tried} />
          <Intents key={turn.id} said={turn.said} tried={tried} />
          <Explained explained={tried.reading.explained} />
        </div>
        <div>
          <Judged tried={tried} />
          <Commands commands={tried.commands} />
          <Stack stack={tried.stack} />
          <Calls calls={tried.calls} />
          <Hits hits={tried.hits} />
        </div>
      </div>
    </section>
  );
}
