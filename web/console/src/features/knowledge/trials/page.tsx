/** Hit tests: a question tried with another's eyes, and saved sets that say whether it got better. */
import "../parts/shared.css";
import "./trials.css";

import { Segmented } from "antd";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";

import { copy } from "./copy";
import { SetsView } from "./parts/sets-view";
import { TryView } from "./parts/try-view";

type View = "try" | "sets";
const VIEWS: View[] = ["try", "sets"];

export default function TrialsPage() {
  const text = useCopy(copy);
  const place = usePlace();
  const view = VIEWS.find((one) => one === place.at("view")) ?? "try";
  const head = (
    <Segmented<View>
      value={view}
      onChange={(one) => place.go({ view: one === "try" ? null : one, set: null })}
      options={VIEWS.map((value) => ({ value, label: text.views[value] }))}
    />
  );
  return view === "try" ? <TryView head={head} /> : <SetsView head={head} />;
}
