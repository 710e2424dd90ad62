/** The played tests, failed ones first, sought and filtered. */
import { SearchOutlined } from "@ant-design/icons";
import type { PlayedTest, Run } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Button, Input, Segmented, Select } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { testsCopy } from "../../copy-tests";
import { useResults } from "../../queries-releases";
import { ResultRow } from "./result-row";
import { type Filter, soughtOf } from "./sorting";

const STEP = 60;
const FILTERS: Filter[] = ["all", "failed", "passed"];

export function Results({ run }: { run: Run }) {
  const text = useCopy(testsCopy);
  const results = useResults(run);
  return (
    <Shown of={results} title={text.failed} shape={<BoneRows n={8} />}>
      {(all) => <Sought all={all} />}
    </Shown>
  );
}

function Sought({ all }: { all: PlayedTest[] }) {
  const text = useCopy(testsCopy);
  const place = usePlace();
  const [shown, setShown] = useState(STEP);
  const filter = FILTERS.find((one) => one === place.at("only")) ?? "all";
  const trade = place.at("trade");
  const q = place.at("q") ?? "";
  const trades = [...new Set(all.map((test) => test.trade))];
  const found = soughtOf(all, { filter, trade, q });
  const nothing = filter === "failed" && q === "" ? text.noFailures : text.noMatch;
  return (
    <section className="tests-results">
      <div className="hl-bar">
        <Segmented<Filter>
          value={filter}
          onChange={(only) => place.go({ only: only === "all" ? null : only })}
          options={FILTERS.map((value) => ({ value, label: text.filters[value] }))}
        />
        {trades.length > 1 ? (
          <Select
            value={trade ?? ""}
            onChange={(one) => place.go({ trade: one })}
            options={[
              { value: "", label: text.allTrades },
              ...trades.map((value) => ({ value, label: value })),
            ]}
          />
        ) : null}
        <Input
          allowClear
          className="bot-seek"
          prefix={<SearchOutlined />}
          placeholder={text.seek}
          aria-label={text.seek}
          value={q}
          onChange={({ target }) => place.go({ q: target.value })}
        />
        <span className="push hl-small hl-quiet hl-num">{text.count(found.length)}</span>
      </div>
      {found.length === 0 ? <EmptyPlace title={nothing[0]}>{nothing[1]}</EmptyPlace> : null}
      <div className="tests-list">
        {found.slice(0, shown).map((test, index) => (
          <ResultRow key={test.number} test={test} isOpenFirst={index === 0 && !test.passed} />
        ))}
      </div>
      {found.length > shown ? (
        <Button type="text" onClick={() => setShown(shown + STEP)}>
          {text.more(Math.min(STEP, found.length - shown))}
        </Button>
      ) : null}
    </section>
  );
}
