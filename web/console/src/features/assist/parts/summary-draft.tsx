/** A draft of the summary, made when it is asked for; every part says what it rests on. */
import { FileTextOutlined } from "@ant-design/icons";
import type { ConversationId, Summary } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button } from "antd";

import { useCopy } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useSummary } from "../queries";

const PARTS = ["request", "handling", "result", "todo", "emotion"] as const;

export function SummaryDraft({ id }: { id: ConversationId }) {
  const text = useCopy(copy);
  const say = useSay();
  const { data, error, isPending, mutate } = useSummary(id);
  return (
    <div className="sum">
      <Button
        size="small"
        type="text"
        icon={<FileTextOutlined />}
        loading={isPending}
        onClick={() => mutate()}
      >
        {data ? text.again : text.draft}
      </Button>
      {error ? <p className="hl-small hl-quiet">{say(error)}</p> : null}
      {data ? <Parts summary={data} /> : null}
    </div>
  );
}

function Parts({ summary }: { summary: Summary }) {
  const text = useCopy(copy);
  const there = PARTS.filter((name) => summary[name]);
  if (there.length === 0) return <p className="hl-small hl-quiet">{text.nothing}</p>;
  return (
    <>
      <dl className="facts">
        {there.map((name) => (
          <div key={name}>
            <dt>{text.parts[name]}</dt>
            <dd title={text.rests(summary[name]?.seqs.join("、") ?? "")}>
              {summary[name]?.text}
              {summary[name]?.is_rephrased ? <span className="hl-quiet"> {text.rephrased}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
      {summary.codes.length > 0 ? (
        <p className="sum-codes" aria-label={text.codes} title={text.codes}>
          {summary.codes.map((one) => (
            <Mark key={one.code}>{one.label}</Mark>
          ))}
        </p>
      ) : null}
    </>
  );
}
