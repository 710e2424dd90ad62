/** What the gate asks of a set, in percent. */
import type { Tolerance, TrialSet } from "@hearthline/api";
import { App, Button, InputNumber } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay, words } from "@/lib/words";

import { setsCopy } from "../copy-sets";
import { useChangeSet } from "../queries";

const NAMES = ["fall", "least_hit_1", "least_hit_3", "most_wrong_direct", "least_out_of_scope"] as const;
const WHOLE = 100;

export function Limits({ set }: { set: TrialSet }) {
  const text = useCopy(setsCopy);
  const common = useCopy(words);
  const say = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const [limits, setLimits] = useState<Tolerance>(set.tolerance);
  const change = useChangeSet();
  const isChanged = NAMES.some((name) => limits[name] !== set.tolerance[name]);
  const { name: title, cases, counter } = set;
  return (
    <section className="kb-section">
      <h3>{text.limits}</h3>
      <div className="trial-limits">
        {NAMES.map((name) => (
          <label key={name}>
            <span className="hl-small hl-quiet">{text.limitFields[name]}</span>
            <InputNumber<number>
              min={0}
              max={WHOLE}
              suffix="%"
              disabled={!may("knowledge.edit")}
              value={Math.round(limits[name] * WHOLE)}
              onChange={(value) => setLimits({ ...limits, [name]: (value ?? 0) / WHOLE })}
            />
          </label>
        ))}
      </div>
      {isChanged ? (
        <Button
          className="trial-start"
          loading={change.isPending}
          onClick={() =>
            change.mutate(
              { id: set.id, body: { name: title, cases, tolerance: limits, counter } },
              {
                onError: (error) => void message.error(say(error)),
                onSuccess: () => void message.success(text.limitsSaved),
              },
            )
          }
        >
          {common.save}
        </Button>
      ) : null}
    </section>
  );
}
