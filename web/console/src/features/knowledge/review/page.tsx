/** Review: what was handed in, what waits to be published, what comes due, what contradicts. */
import "./review.css";

import { Segmented } from "antd";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";

import { copy } from "./copy";
import { ConflictsView } from "./parts/conflicts-view";
import { DueView } from "./parts/due-view";
import { PublishView } from "./parts/publish-view";
import { QueueView } from "./parts/queue-view";
import { StandingView } from "./parts/standing-view";

const VIEWS = ["queue", "publish", "due", "conflicts", "asOf"] as const;
type View = (typeof VIEWS)[number];

const PARTS: Record<View, () => React.ReactNode> = {
  queue: QueueView,
  publish: PublishView,
  due: DueView,
  conflicts: ConflictsView,
  asOf: StandingView,
};

export default function ReviewPage() {
  const text = useCopy(copy);
  const place = usePlace();
  const view = VIEWS.find((one) => one === place.at("see")) ?? "queue";
  const Part = PARTS[view];
  return (
    <div className="review">
      <div className="kb-subhead">
        <Segmented<View>
          value={view}
          onChange={(one) => place.go({ see: one === "queue" ? null : one })}
          options={VIEWS.map((value) => ({ value, label: text.views[value] }))}
        />
      </div>
      <Part />
    </div>
  );
}
