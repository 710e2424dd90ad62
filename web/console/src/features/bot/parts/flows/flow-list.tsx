/** The flows by trade, searched by name, id and the intents that begin them. */
import { SearchOutlined } from "@ant-design/icons";
import type { FlowRow, IntentRow, Trade } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Input, Segmented } from "antd";

import { useCopy } from "@/lib/locale";
import { type Told, useMarks, useTold } from "@/lib/told";

import { flowsCopy } from "../../copy-flows";
import { Marks } from "./flow-panel";

export interface ListProps {
  flows: FlowRow[];
  trades: Trade[];
  intents: IntentRow[];
  /** `domain/id` of the flow that is shown. */
  chosen: string | null;
  q: string;
  trade: string | null;
  onSeek: (changes: { q?: string; trade?: string | null }) => void;
  onChoose: (flow: FlowRow) => void;
}

type Named = Map<string, string>;

const nameOf = (names: Named, domain: string, id: string): string => names.get(`${domain}/${id}`) ?? id;

export function fitting(flows: FlowRow[], names: Named, told: Told, q: string): FlowRow[] {
  const words = q.trim().toLowerCase();
  if (words === "") return flows;
  return flows.filter((flow) =>
    [
      told(flow.name),
      flow.id,
      ...flow.triggers,
      ...flow.triggers.map((id) => nameOf(names, flow.domain, id)),
    ].some((one) => one.toLowerCase().includes(words)),
  );
}

export function FlowList({ flows, trades, intents, chosen, q, trade, onSeek, onChoose }: ListProps) {
  const text = useCopy(flowsCopy);
  const told = useTold();
  const names: Named = new Map(intents.map(({ domain, id, name }) => [`${domain}/${id}`, told(name)]));
  const found = fitting(flows, names, told, q).filter(({ domain }) => trade === null || domain === trade);
  const domains = trades.filter(({ domain }) => found.some((flow) => flow.domain === domain));
  return (
    <nav className="flow-list" aria-label={text.list}>
      <div className="flow-seek">
        <Input
          allowClear
          prefix={<SearchOutlined />}
          placeholder={text.search}
          aria-label={text.search}
          value={q}
          onChange={({ target }) => onSeek({ q: target.value })}
        />
        {trades.length > 1 ? (
          <Segmented
            block
            size="small"
            value={trade ?? ""}
            onChange={(domain) => onSeek({ trade: domain === "" ? null : domain })}
            options={[
              { value: "", label: text.all },
              ...trades.map(({ domain, title }) => ({ value: domain, label: told(title) })),
            ]}
          />
        ) : null}
      </div>
      <div className="flow-rows">
        {found.length === 0 ? <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace> : null}
        {domains.map(({ domain, title }) => {
          const own = found.filter((flow) => flow.domain === domain);
          return (
            <section key={domain}>
              <h3 className="flow-trade">
                {told(title)} <span className="hl-small hl-quiet">{text.count(own.length)}</span>
              </h3>
              {own.map((flow) => (
                <Row
                  key={flow.id}
                  flow={flow}
                  triggers={flow.triggers.map((id) => nameOf(names, domain, id))}
                  isChosen={chosen === `${domain}/${flow.id}`}
                  onChoose={onChoose}
                />
              ))}
            </section>
          );
        })}
      </div>
    </nav>
  );
}

function Row({ flow, triggers, isChosen, onChoose }: {
  flow: FlowRow;
  triggers: string[];
  isChosen: boolean;
  onChoose: (flow: FlowRow) => void;
}) {
  const text = useCopy(flowsCopy);
  const told = useTold();
  const marks = useMarks();
  return (
    <button
      type="button"
      className="flow-row"
      aria-current={isChosen}
      onClick={() => onChoose(flow)}
    >
      <span className="flow-row-name hl-clip">{told(flow.name)}</span>
      <span className="hl-num hl-small hl-quiet">{text.steps(flow.steps)}</span>
      <span className="hl-small hl-quiet hl-clip">
        {triggers.length > 0 ? triggers.join(marks.list) : flow.id}
      </span>
      <span className="flow-row-marks">
        <Marks flow={flow} />
      </span>
    </button>
  );
}
