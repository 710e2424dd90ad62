/** The questions of a set with what should answer each; one is taken out with a way back. */
import { CloseOutlined } from "@ant-design/icons";
import type { TrialCase, TrialSet } from "@hearthline/api";
import { App, Button } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useMarks } from "@/lib/told";
import { useSay } from "@/lib/words";

import { shared } from "../../parts/copy";
import { setsCopy } from "../copy-sets";
import { useChangeSet } from "../queries";

export function Cases({ set }: { set: TrialSet }) {
  const text = useCopy(setsCopy);
  return (
    <section className="kb-section">
      <h3>{text.cases}</h3>
      <ul className="kb-plain">
        {set.cases.map((one, index) => (
          <Case key={`${index}${one.question}`} set={set} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Case({ set, one }: { set: TrialSet; one: TrialCase }) {
  const text = useCopy(setsCopy);
  const names = useCopy(shared);
  const marks = useMarks();
  const say = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const change = useChangeSet();
  const { name, tolerance, counter, cases } = set;
  const { expected = [], eyes } = one;
  const channel = eyes?.channel ?? "web";
  const audience: Record<string, string> = names.audiences;
  function takeOut(): void {
    const body = { name, tolerance, counter, cases: cases.filter((other) => other !== one) };
    change.mutate({ id: set.id, body }, { onError: (error) => void message.error(say(error)) });
  }
  return (
    <li className="trial-case">
      <span>{one.question}</span>
      {may("knowledge.edit") && cases.length > 1 ? (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={text.removeCase(one.question)}
          loading={change.isPending}
          onClick={takeOut}
        />
      ) : (
        <span />
      )}
      <span className="hl-small hl-quiet">
        {[
          expected.join(marks.list) || text.nothingWanted,
          audience[eyes?.audience ?? "customer"],
          names.channels[channel] ?? channel,
        ].join(" · ")}
      </span>
    </li>
  );
}
