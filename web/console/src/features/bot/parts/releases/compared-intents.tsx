/** How well each intent's utterances are understood before and after. */
import type { IntentDifference } from "@hearthline/api";
import { Checkbox, Table, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";

import { useCopy } from "@/lib/locale";
import { percent, useTold } from "@/lib/told";

import { compareCopy } from "../../copy-compare";
import { useIntents } from "../../queries";
import { accuracy } from "../../words";
import { Went } from "./went";

const by = ({ left_right, right_right }: IntentDifference): number => right_right - left_right;

export function ComparedIntents({ intents }: { intents: IntentDifference[] }) {
  const text = useCopy(compareCopy);
  const [isAll, setAll] = useState(false);
  const columns = useColumns();
  const shown = isAll ? intents : intents.filter((one) => by(one) !== 0);
  return (
    <section className="releases-block">
      <header className="hl-bar">
        <h2>{text.intents}</h2>
        <Checkbox checked={!isAll} onChange={({ target }) => setAll(!target.checked)}>
          {text.onlyChanged}
        </Checkbox>
      </header>
      {shown.length === 0 ? (
        <p className="hl-quiet">{text.noIntents}</p>
      ) : (
        <Table<IntentDifference>
          rowKey={({ domain, intent }) => `${domain}/${intent}`}
          size="small"
          columns={columns}
          dataSource={shown}
          pagination={false}
        />
      )}
    </section>
  );
}

function useColumns(): TableColumnsType<IntentDifference> {
  const text = useCopy(compareCopy);
  const told = useTold();
  const { data } = useIntents(null);
  return useMemo(() => {
    const nameOf = ({ domain, intent }: IntentDifference): string => {
      const found = data?.find((one) => one.id === intent && one.domain === domain);
      return found ? told(found.name) : intent;
    };
    return [
      {
        title: text.intent,
        render: (_, one) => (
          <>
            {nameOf(one)} <span className="bot-code hl-quiet">{`${one.domain}/${one.intent}`}</span>
          </>
        ),
      },
      { title: text.n, dataIndex: "n", width: 80, align: "right", className: "hl-num" },
      { title: text.left, width: 160, render: (_, one) => <Share of={one.left_accuracy} /> },
      { title: text.right, width: 160, render: (_, one) => <Share of={one.right_accuracy} /> },
      {
        title: text.change,
        width: 140,
        render: (_, one) => (
          <Went by={by(one)} told={`${by(one) > 0 ? "+" : ""}${by(one)}`} isGood={by(one) > 0} />
        ),
      },
    ];
  }, [text, told, data]);
}

function Share({ of }: { of: number | null }) {
  return (
    <span className="releases-share">
      <span className="bot-meter">
        <span style={{ width: percent(of ?? 0) }} />
      </span>
      <span className="hl-num">{accuracy(of)}</span>
    </span>
  );
}
