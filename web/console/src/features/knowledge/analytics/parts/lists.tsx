/** Items that deserve a look: most hit, disliked, used, never hit, overdue, past their validity. */
import type { FigureList } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Select, Table, type TableColumnsType } from "antd";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { useTold } from "@/lib/told";

import { copy } from "../copy";
import type { Asked } from "../queries";
import { Csv, Meaning } from "./meaning";

type Line = FigureList["items"][number];
const NUMBERS = ["hits", "liked", "disliked", "rejected", "used"] as const;

export function Lists({ lists, asked }: { lists: FigureList[]; asked: Asked }) {
  const text = useCopy(copy);
  const told = useTold();
  const place = usePlace();
  const chosen = lists.find(({ id }) => id === place.at("list")) ?? lists[0];
  const columns = useColumns();
  if (chosen === undefined) return null;
  return (
    <section className="kb-section">
      <div className="hl-bar">
        <strong>{text.lists}</strong>
        <Select<string>
          value={chosen.id}
          popupMatchSelectWidth={false}
          aria-label={text.lists}
          onChange={(list) => place.go({ list })}
          options={lists.map(({ id, name, size }) => ({ value: id, label: `${told(name)} ${size}` }))}
        />
        <Meaning name={told(chosen.name)}>{told(chosen.definition)}</Meaning>
        <span className="push">
          <Csv section="articles" name={text.lists} asked={asked} />
        </span>
      </div>
      {chosen.items.length === 0 ? (
        <EmptyPlace title={told(chosen.name)}>{text.listNone[chosen.id] ?? text.listEmpty}</EmptyPlace>
      ) : (
        <>
          <Table<Line>
            rowKey="article_id"
            size="small"
            columns={columns}
            dataSource={chosen.items}
            pagination={false}
            scroll={{ x: 880 }}
          />
          {chosen.size > chosen.items.length ? (
            <p className="hl-small hl-quiet">{text.listMore(chosen.size)}</p>
          ) : null}
        </>
      )}
    </section>
  );
}

function useColumns(): TableColumnsType<Line> {
  const { cols } = useCopy(copy);
  return [
    {
      title: cols.title,
      render: (_, { article_id, title, catalogue }) => (
        <>
          <Link to={`/knowledge/items/${article_id}`}>{title}</Link>{" "}
          <span className="hl-small hl-quiet">{catalogue}</span>
        </>
      ),
    },
    ...NUMBERS.map((name) => ({
      title: cols[name],
      align: "right" as const,
      width: 88,
      render: (_: unknown, line: Line) => <span className="hl-num">{line[name]}</span>,
    })),
    { title: cols.review, width: 112, align: "right", render: (_, { review_on }) => review_on ?? "—" },
    { title: cols.ends, width: 112, align: "right", render: (_, { valid_to }) => valid_to?.slice(0, 10) ?? "—" },
  ];
}
