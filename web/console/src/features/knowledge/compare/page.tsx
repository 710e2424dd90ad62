/** Two to four items, or the rules of two to four places, side by side; and the history of each. */
import "../parts/shared.css";
import "./compare.css";

import { SwapOutlined } from "@ant-design/icons";
import { EmptyPlace } from "@hearthline/ui";
import { DatePicker, Segmented, Switch } from "antd";

import { dayText, picked } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { copy } from "./copy";
import { ChosenItems, ChosenPolicies } from "./parts/chosen";
import { SideBySideTable } from "./parts/side-by-side";
import { Timeline } from "./parts/timeline";
import { FEWEST, MOST, useComparison, type What } from "./queries";

const WHATS: What[] = ["items", "policies"];

/** What is compared, kept in the address. */
function useChosen() {
  const place = usePlace();
  const what = WHATS.find((one) => one === place.at("what")) ?? "items";
  const ids = (place.at("ids") ?? "").split(",").filter((id) => id !== "").slice(0, MOST);
  return {
    what,
    ids,
    day: place.at("day"),
    only: place.at("only") === "differences",
    history: place.at("history"),
    go: place.go,
    choose: (next: string[]) => place.go({ ids: next.join(",") }),
  };
}

export default function ComparePage() {
  const text = useCopy(copy);
  const { what, ids, day, only, history, go, choose } = useChosen();
  return (
    <div className="hl-page">
      <div className="hl-bar">
        <Segmented<What>
          value={what}
          onChange={(one) => go({ what: one === "items" ? null : one, ids: null, day: null, history: null })}
          options={WHATS.map((value) => ({ value, label: text.what[value] }))}
        />
        <span className="hl-quiet">{text.intro[what]}</span>
        <span className="push hl-bar">
          {what === "items" ? (
            <DatePicker
              className="compare-day"
              placeholder={text.asOf}
              aria-label={text.asOf}
              value={picked(day)}
              disabledDate={(date) => date.isAfter(Date.now())}
              onChange={(date) => go({ day: dayText(date) })}
            />
          ) : null}
          <label className="hl-bar">
            <Switch
              size="small"
              checked={only}
              onChange={(is) => go({ only: is ? "differences" : null })}
            />
            {text.onlyDifferences}
          </label>
        </span>
      </div>
      {what === "items" ? <ChosenItems ids={ids} onChoose={choose} /> : <ChosenPolicies ids={ids} onChoose={choose} />}
      {ids.length < FEWEST ? (
        <EmptyPlace icon={<SwapOutlined />} title={(ids.length === 0 ? text.none[what] : text.one)?.[0] ?? ""}>
          {(ids.length === 0 ? text.none[what] : text.one)?.[1]}
        </EmptyPlace>
      ) : (
        <Compared what={what} ids={ids} day={day} only={only} onHistory={(id) => go({ history: id })} />
      )}
      {history === null ? null : (
        <Timeline what={what} id={history} onClose={() => go({ history: null })} />
      )}
    </div>
  );
}

function Compared({ what, ids, day, only, onHistory }: {
  what: What;
  ids: string[];
  day: string | null;
  only: boolean;
  onHistory: (id: string) => void;
}) {
  const text = useCopy(copy);
  const comparison = useComparison(what, ids, day);
  return (
    <Shown of={comparison} title={text.failed} shape={<BoneRows n={8} />}>
      {(data) => (
        <SideBySideTable
          comparison={data}
          only={only}
          nothing={what === "policies" ? text.nothing : text.nothingSaid}
          onHistory={onHistory}
        />
      )}
    </Shown>
  );
}
