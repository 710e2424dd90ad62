/** What was put in force, by whom, when and why. */
import { EmptyPlace } from "@hearthline/ui";
import { Timeline } from "antd";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";
import { fullTime } from "@/lib/time";
import { useMarks } from "@/lib/told";

import { releasesCopy } from "../../copy-releases";
import { useActivations } from "../../queries-releases";
import { brief } from "./standing";

export function History({ onOpen }: { onOpen: (id: string) => void }) {
  const text = useCopy(releasesCopy);
  const marks = useMarks();
  const activations = useActivations();
  return (
    <Shown of={activations} title={text.failed} shape={<BoneRows n={4} />}>
      {(items) =>
        items.length === 0 ? (
          <EmptyPlace title={text.history.none[0]}>{text.history.none[1]}</EmptyPlace>
        ) : (
          <Timeline
            className="releases-history"
            items={items.map((one) => ({
              key: one.number,
              content: (
                <>
                  <div>
                    <button
                      type="button"
                      className="bot-link releases-link bot-code"
                      onClick={() => onOpen(one.release_id)}
                    >
                      {brief(one.release_id)}
                    </button>{" "}
                    {text.history.by(one.by?.name ?? "—")}
                    {marks.comma}
                    {text.history.replaced(brief(one.replaced_id))}
                  </div>
                  {one.reason ? (
                    <div>
                      <span className="hl-quiet">{text.history.reason}
                        {marks.colon}
                      </span>
                      {one.reason}
                    </div>
                  ) : null}
                  <span className="hl-small hl-quiet hl-num">{fullTime(one.at)}</span>
                </>
              ),
            }))}
          />
        )
      }
    </Shown>
  );
}
