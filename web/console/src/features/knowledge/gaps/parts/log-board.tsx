/** The questions that were asked, newest first: what was found for each and how it went on. */
import type { AskedQuestion } from "@hearthline/api";
import { EmptyPlace, Mark, type Tone } from "@hearthline/ui";
import { Button, DatePicker, Select } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { dayText, momentText, picked } from "@/lib/day";
import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";
import { percent } from "@/lib/told";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { words } from "@/lib/words";

import { shared } from "../../parts/copy";
import { copy } from "../copy";
import { logCopy } from "../copy-log";
import { useAskedQuestions } from "../queries";

type Outcome = AskedQuestion["outcome"];
const OUTCOMES: Outcome[] = ["told", "asked", "listed", "unanswered", "outside"];
const CHANNELS = ["web", "wechat", "app", "phone", "desk", "help"];
const TONES: Record<Outcome, Tone> = {
  told: "good", asked: "plain", listed: "plain", unanswered: "warn", outside: "warn",
};

function useFilter() {
  const place = usePlace();
  const day = picked(place.at("day"));
  return {
    place,
    outcome: OUTCOMES.find((one) => one === place.at("outcome")) ?? null,
    channel: place.at("channel"),
    day: day?.isValid() ? day.startOf("day") : null,
  };
}

export function LogBoard({ head }: { head: ReactNode }) {
  const text = useCopy(logCopy);
  const { more } = useCopy(words);
  const { outcome, channel, day } = useFilter();
  const found = useAskedQuestions({
    ...(outcome === null ? {} : { outcome }),
    ...(channel === null ? {} : { channel }),
    ...(day === null ? {} : { since: momentText(day), until: momentText(day.add(1, "day")) }),
  });
  const items = found.data?.pages.flatMap((page) => page.items);
  const isNarrowed = outcome !== null || channel !== null || day !== null;
  const [title, way] = isNarrowed ? text.noMatch : text.none;
  return (
    <div className="hl-page">
      <div className="hl-bar">
        <span>{head}</span>
        <Filters />
        <span className="hl-small hl-quiet push">{text.intro}</span>
      </div>
      <Shown of={{ data: items, error: found.error, refetch: found.refetch }} title={text.failed} shape={<BoneRows n={8} />}>
        {(all) =>
          all.length === 0 ? (
            <EmptyPlace title={title}>{way}</EmptyPlace>
          ) : (
            <>
              <Questions all={all} />
              {found.hasNextPage ? (
                <Button type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {more}
                </Button>
              ) : null}
            </>
          )
        }
      </Shown>
    </div>
  );
}

function Filters() {
  const text = useCopy(logCopy);
  const places = useCopy(shared);
  const { place, outcome, channel, day } = useFilter();
  return (
    <>
      <Select<Outcome | "">
        value={outcome ?? ""}
        aria-label={text.outcome}
        popupMatchSelectWidth={false}
        onChange={(one) => place.go({ outcome: one })}
        options={[
          { value: "", label: text.anyOutcome },
          ...OUTCOMES.map((value) => ({ value, label: text.outcomes[value] })),
        ]}
      />
      <Select<string>
        value={channel ?? ""}
        aria-label={text.channel}
        popupMatchSelectWidth={false}
        onChange={(one) => place.go({ channel: one })}
        options={[
          { value: "", label: text.anyChannel },
          ...CHANNELS.map((value) => ({ value, label: places.channels[value] ?? value })),
        ]}
      />
      <DatePicker
        aria-label={text.day}
        placeholder={text.day}
        value={day}
        onChange={(at) => place.go({ day: dayText(at) })}
      />
    </>
  );
}

function Questions({ all }: { all: AskedQuestion[] }) {
  const text = useCopy(logCopy);
  return (
    <table className="gap-log">
      <thead>
        <tr>
          {[text.question, text.outcome, text.answeredBy, text.where, text.at].map((name) => (
            <th key={name} scope="col" className="hl-small hl-quiet">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {all.map((one) => (
          <Question key={one.id} one={one} />
        ))}
      </tbody>
    </table>
  );
}

function Question({ one }: { one: AskedQuestion }) {
  const text = useCopy(logCopy);
  const { reasons } = useCopy(copy);
  const places = useCopy(shared);
  const may = useMay();
  const locale = useLocale();
  const now = useNow(60);
  const told = text.outcomes[one.outcome];
  const where = places.channels[one.channel] ?? one.channel;
  const reason = one.reason === null ? null : (reasons[one.reason] ?? one.reason);
  return (
    <tr>
      <td>{one.text}</td>
      <td>
        <span className="kb-marks">
          <Mark tone={TONES[one.outcome]}>{told}</Mark>
          {reason === null || reason === told ? null : <Mark tone="warn">{reason}</Mark>}
        </span>
      </td>
      <td>
        {one.article_id === null ? (
          <span className="hl-quiet">{text.noArticle}</span>
        ) : (
          <>
            <Link to={`/knowledge/items/${one.article_id}`}>{one.title ?? one.article_id}</Link>
            {one.score === null ? null : (
              <div className="hl-small hl-quiet hl-num">{text.likely(percent(one.score))}</div>
            )}
          </>
        )}
      </td>
      <td>
        {text.sources[one.source]}
        {where === text.sources[one.source] ? null : <div className="hl-small hl-quiet">{where}</div>}
      </td>
      <td>
        <time className="hl-num" dateTime={one.at} title={fullTime(one.at)}>
          {shortTime(one.at, now, locale)}
        </time>
        {one.conversation_id !== null && may("desk.view") ? (
          <div className="hl-small">
            <Link to={`/desk/${one.conversation_id}?view=all`}>{text.conversation}</Link>
          </div>
        ) : null}
      </td>
    </tr>
  );
}
