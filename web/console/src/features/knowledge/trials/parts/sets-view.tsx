/** Saved sets, the chosen one beside them, and the gate over all. */
import { SafetyCertificateOutlined } from "@ant-design/icons";
import { EmptyPlace, Mark } from "@hearthline/ui";
import { App, Button, Switch } from "antd";
import type { ReactNode } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";
import { useSay } from "@/lib/words";

import { walkRows } from "../../parts/walk-rows";
import { copy } from "../copy";
import { setsCopy } from "../copy-sets";
import { useChooseGate, useGate, useGateMode, useSets } from "../queries";
import { SetDetail } from "./set-detail";

export function SetsView({ head }: { head: ReactNode }) {
  const text = useCopy(setsCopy);
  const { views } = useCopy(copy);
  const place = usePlace();
  const sets = useSets();
  const chosen = place.at("set");
  return (
    <div className="kb-panes">
      <section className="kb-pane" aria-label={views.sets}>
        <div className="kb-pane-head">
          <span>{head}</span>
          <Gate isEmpty={(sets.data?.length ?? 0) === 0} />
          <GateMode />
        </div>
        <div className="kb-rows">
          <Shown of={sets} title={text.setsFailed} shape={<BoneRows n={5} />}>
            {(all) => (
              <>
                {all.length === 0 ? <EmptyPlace title={text.setsNone[0]}>{text.setsNone[1]}</EmptyPlace> : null}
                {all.map((one) => (
                  <button
                    key={one.id}
                    type="button"
                    className="kb-row"
                    aria-current={one.id === chosen}
                    aria-label={`${one.name} ${text.size(one.size)}`}
                    onKeyDown={walkRows}
                    onClick={() => place.go({ set: one.id }, { push: true })}
                  >
                    <span className="kb-line">
                      <span className="hl-clip">{one.name}</span>
                      <span className="hl-quiet hl-num">{text.size(one.size)}</span>
                    </span>
                  </button>
                ))}
              </>
            )}
          </Shown>
        </div>
      </section>
      <section className="kb-detail">
        {chosen === null ? (
          <EmptyPlace title={text.choose[0]}>{text.choose[1]}</EmptyPlace>
        ) : (
          <SetDetail key={chosen} id={chosen} onGone={() => place.go({ set: null })} />
        )}
      </section>
    </div>
  );
}

/** Whether the gate stops what makes tests worse, or only tells. */
function GateMode() {
  const text = useCopy(setsCopy);
  const say = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const mode = useGateMode();
  const choose = useChooseGate();
  if (mode.data === undefined) return null;
  return (
    <label className="kb-marks hl-small">
      <Switch
        size="small"
        checked={mode.data.mode === "block"}
        disabled={!may("knowledge.review")}
        loading={choose.isPending}
        onChange={(blocks) =>
          choose.mutate(blocks ? "block" : "tell", {
            onError: (error) => void message.error(say(error)),
          })
        }
      />
      {mode.data.mode === "block" ? text.gateBlocks : text.gateTells}
    </label>
  );
}

function Gate({ isEmpty }: { isEmpty: boolean }) {
  const text = useCopy(setsCopy);
  const say = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const gate = useGate();
  if (!may("knowledge.edit")) return null;
  const failed = gate.data?.runs.filter(({ verdict }) => !verdict.passes).length ?? 0;
  return (
    <span className="kb-marks">
      <Button
        icon={<SafetyCertificateOutlined />}
        disabled={isEmpty}
        loading={gate.isPending}
        onClick={() => gate.mutate(undefined, { onError: (error) => void message.error(say(error)) })}
      >
        {text.gate}
      </Button>
      {gate.data ? (
        <span role="status">
          <Mark tone={gate.data.passes ? "good" : "danger"}>
            {gate.data.passes ? text.gatePasses : text.gateFails(failed)}
          </Mark>
        </span>
      ) : null}
    </span>
  );
}
