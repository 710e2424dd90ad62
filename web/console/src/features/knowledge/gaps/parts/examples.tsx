/** The question as customers put it, newest first, each with the conversation it came from. */
import type { GapExample } from "@hearthline/api";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { fullTime, shortTime, useNow } from "@/lib/time";

import { shared } from "../../parts/copy";
import { copy } from "../copy";

const FIRST = 5;

export function Examples({ examples }: { examples: GapExample[] }) {
  const text = useCopy(copy);
  const [isWhole, setWhole] = useState(false);
  if (examples.length === 0) return null;
  const shown = isWhole ? examples : examples.slice(0, FIRST);
  return (
    <section className="kb-section">
      <h3>{text.examples}</h3>
      <ul className="kb-plain">
        {shown.map((example, index) => (
          <Example key={index} example={example} />
        ))}
      </ul>
      {shown.length < examples.length ? (
        <Button type="link" size="small" className="gap-start" onClick={() => setWhole(true)}>
          {text.examplesMore(examples.length - shown.length)}
        </Button>
      ) : null}
    </section>
  );
}

function Example({ example }: { example: GapExample }) {
  const text = useCopy(copy);
  const places = useCopy(shared);
  const may = useMay();
  const locale = useLocale();
  const now = useNow(60);
  return (
    <li className="gap-example">
      <span>{example.text}</span>
      <span className="kb-marks hl-small hl-quiet">
        <span>{places.channels[example.channel] ?? example.channel}</span>
        <span>{text.reasons[example.reason] ?? example.reason}</span>
        <time className="hl-num" dateTime={example.at} title={fullTime(example.at)}>
          {shortTime(example.at, now, locale)}
        </time>
        {example.conversation_id !== null && may("desk.view") ? (
          <Link to={`/desk/${example.conversation_id}?view=all`}>{text.conversation}</Link>
        ) : null}
      </span>
    </li>
  );
}
