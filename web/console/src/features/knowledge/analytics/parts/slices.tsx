/** The same figures by channel, audience, source and place in the catalogue. */
import type { FigureSlice, KnowledgeFigure, KnowledgeFigures } from "@hearthline/api";
import { Segmented, Table, type TableColumnsType } from "antd";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { useTold } from "@/lib/told";

import { shared } from "../../parts/copy";
import { copy } from "../copy";
import type { Asked } from "../queries";
import { useFigureWords } from "./figures";
import { Csv } from "./meaning";

const BY = ["channel", "audience", "source", "catalogue"] as const;
type By = (typeof BY)[number];
const SHOWN = ["asked", "told", "match_rate", "coverage", "unanswered", "rejected", "handed_off", "outside"];

export function Slices({ by, figures, asked }: {
  by: KnowledgeFigures["by"];
  figures: KnowledgeFigure[];
  asked: Asked;
}) {
  const text = useCopy(copy);
  const place = usePlace();
  const chosen: By = BY.find((one) => one === place.at("by")) ?? "channel";
  const name = text.by[chosen] ?? "";
  return (
    <section className="kb-section">
      <div className="hl-bar">
        <Segmented<By>
          value={chosen}
          onChange={(one) => place.go({ by: one === "channel" ? null : one })}
          options={BY.map((value) => ({ value, label: text.by[value] }))}
        />
        <span className="push">
          <Csv section={chosen} name={name} asked={asked} />
        </span>
      </div>
      <Table<FigureSlice>
        rowKey="key"
        size="small"
        columns={useColumns(chosen, figures)}
        dataSource={by[chosen] ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 880 }}
        locale={{ emptyText: text.listEmpty }}
      />
    </section>
  );
}

function useColumns(by: By, figures: KnowledgeFigure[]): TableColumnsType<FigureSlice> {
  const text = useCopy(copy);
  const names = useCopy(shared);
  const told = useTold();
  const say = useFigureWords();
  const words: Record<By, Record<string, string>> = {
    channel: names.channels,
    audience: text.audiences,
    source: text.sources,
    catalogue: { "": text.noCatalogue },
  };
  return [
    { title: text.heads[by], dataIndex: "key", render: (key: string) => words[by][key] ?? key },
    ...SHOWN.flatMap((id) => {
      const figure = figures.find((one) => one.id === id);
      if (figure === undefined) return [];
      return [
        {
          title: told(figure.name),
          align: "right" as const,
          width: 112,
          render: (_: unknown, { values }: FigureSlice) => (
            <span className="hl-num">{say(figure, values[id] ?? null)}</span>
          ),
          sorter: (a: FigureSlice, b: FigureSlice) => (a.values[id] ?? -1) - (b.values[id] ?? -1),
        },
      ];
    }),
  ];
}
