/** The figures of knowledge: a question as the title, the answer as the first figure, then the days, then tables. */
import "../parts/shared.css";
import "./analytics.css";

import type { FigureQuery } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { DatePicker, Segmented, Select } from "antd";
import { useState } from "react";

import { dayText, picked } from "@/lib/day";
import { useCopy, useLocale } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { shortTime, useNow } from "@/lib/time";

import { shared } from "../parts/copy";
import { copy } from "./copy";
import { DayBars } from "./parts/day-bars";
import { Figures } from "./parts/figures";
import { Lists } from "./parts/lists";
import { Slices } from "./parts/slices";
import { CHANNELS, SOURCES, SPANS, usePeriod } from "./period";
import { type Asked, useFigures } from "./queries";

type Span = (typeof SPANS)[number];

export default function AnalyticsPage() {
  const text = useCopy(copy);
  const [today] = useState(() => dayText(picked(new Date().toISOString())) ?? "");
  const period = usePeriod(today);
  const figures = useFigures(period.asked);
  return (
    <div className="hl-page">
      <div className="hl-bar">
        <h2>{text.title}</h2>
        <span className="push">
          <Narrow period={period} />
        </span>
      </div>
      <Shown of={figures} title={text.failed} shape={<BoneRows n={8} />}>
        {(data) => (
          <>
            <Counted at={data.counted_at} />
            {(data.figures.find(({ id }) => id === "asked")?.value ?? 0) === 0 ? (
              <EmptyPlace title={text.nothing[0]}>{text.nothing[1]}</EmptyPlace>
            ) : (
              <Answers data={data} asked={period.asked} />
            )}
            <Lists lists={data.lists} asked={period.asked} />
          </>
        )}
      </Shown>
    </div>
  );
}

function Answers({ data, asked }: { data: NonNullable<ReturnType<typeof useFigures>["data"]>; asked: Asked }) {
  return (
    <>
      <Figures figures={data.figures} asked={asked} />
      <DayBars days={data.by["day"] ?? []} since={data.since} until={data.until} asked={asked} />
      <Slices by={data.by} figures={data.figures} asked={asked} />
    </>
  );
}

function Counted({ at }: { at: string | null }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const now = useNow(60);
  return (
    <p className="hl-small hl-quiet">
      {at === null ? text.notCounted : text.counted(shortTime(at, now, locale))}
    </p>
  );
}

function Narrow({ period: { place, span, channel, source, asked } }: { period: ReturnType<typeof usePeriod> }) {
  const text = useCopy(copy);
  const names = useCopy(shared);
  const own = { since: null, until: null, days: null };
  return (
    <span className="hl-bar">
      <Segmented<Span>
        value={(span ?? "") as Span}
        onChange={(days) => place.go({ ...own, days: days === "30" ? null : days })}
        options={SPANS.map((value) => ({ value, label: text.periods[value] }))}
      />
      <DatePicker.RangePicker
        allowClear={false}
        placeholder={[text.from, text.to]}
        value={[picked(asked.since), picked(asked.until)]}
        disabledDate={(date) => date.isAfter(Date.now())}
        onChange={(days) =>
          place.go({ days: null, since: dayText(days?.[0] ?? null), until: dayText(days?.[1] ?? null) })
        }
      />
      <Select<string>
        value={channel ?? ""}
        aria-label={text.channel}
        onChange={(one) => place.go({ channel: one })}
        options={[
          { value: "", label: text.allChannels },
          ...CHANNELS.map((value) => ({ value, label: names.channels[value] ?? value })),
        ]}
      />
      <Select<NonNullable<FigureQuery["source"]> | "">
        value={source ?? ""}
        aria-label={text.source}
        onChange={(one) => place.go({ source: one })}
        options={[
          { value: "", label: text.allSources },
          ...SOURCES.map((value) => ({ value, label: text.sources[value] })),
        ]}
      />
    </span>
  );
}
