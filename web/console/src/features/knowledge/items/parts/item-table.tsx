/** Items as rows: chosen for a change of many, dragged onto a place, opened to write. */
import type { Item } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Table, type TableColumnsType } from "antd";
import { useMemo } from "react";
import { Link, useLocation } from "react-router";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useNow } from "@/lib/time";
import { useMarks } from "@/lib/told";

import { itemCopy } from "../../shared/copy";
import { StateMarks, When } from "../../shared/marks";
import { copy } from "../copy";
import { dragItems } from "../dragging";
import { dayOf } from "../filter";

interface TableProps {
  items: Item[];
  chosen: string[];
  onChoose: (ids: string[]) => void;
}

export function ItemTable({ items, chosen, onChoose }: TableProps) {
  const text = useCopy(copy);
  const may = useMay();
  const columns = useColumns();
  const mayEdit = may("knowledge.edit");
  return (
    <Table<Item>
      rowKey="article_id"
      size="middle"
      columns={columns}
      dataSource={items}
      pagination={false}
      sticky
      scroll={{ x: 900 }}
      {...(mayEdit
        ? {
            rowSelection: {
              selectedRowKeys: chosen,
              onChange: (ids) => onChoose(ids.map(String)),
              getCheckboxProps: ({ title }) => ({ "aria-label": text.choose(title) }),
              getTitleCheckboxProps: () => ({ "aria-label": text.chooseAll }),
              columnWidth: 40,
            },
          }
        : {})}
      onRow={({ article_id: id }) => ({
        draggable: mayEdit,
        onDragStart: (event) => dragItems(event, chosen.includes(id) ? chosen : [id]),
      })}
    />
  );
}

function useColumns(): TableColumnsType<Item> {
  const text = useCopy(copy);
  const words = useCopy(itemCopy);
  const marks = useMarks();
  return useMemo(
    () => [
      { title: text.cols.title, render: (_, item) => <Title item={item} /> },
      {
        title: text.cols.state,
        width: 190,
        render: (_, item) => (
          <span className="items-marks">
            <StateMarks item={item} />
            <Dates item={item} />
          </span>
        ),
      },
      {
        title: text.cols.place,
        width: 180,
        render: (_, { catalogue }) => (
          <span className="hl-quiet" title={catalogue}>
            {catalogue === "" ? words.noPlace : catalogue}
          </span>
        ),
      },
      {
        title: text.cols.audience,
        width: 120,
        render: (_, { audience }) => (
          <span className="hl-quiet">
            {audience.map((one) => words.audiences[one] ?? one).join(marks.list)}
          </span>
        ),
      },
      { title: text.cols.owner, width: 100, render: (_, { owner }) => owner || <span className="hl-quiet">—</span> },
      {
        title: text.cols.changed,
        width: 110,
        align: "right",
        render: (_, { changed_at: at }) => (
          <span className="hl-quiet">
            <When at={at} />
          </span>
        ),
      },
    ],
    [text, words, marks],
  );
}

function Title({ item }: { item: Item }) {
  const words = useCopy(itemCopy);
  const { search } = useLocation();
  return (
    <div className="items-title">
      <Link to={{ pathname: `/knowledge/items/${item.article_id}`, search }} draggable={false}>
        {item.title || words.untitled}
      </Link>
      <span className="hl-small hl-quiet">
        {words.kinds[item.kind]} · {item.slug}
        {item.tags.map((tag) => (
          <Mark key={tag}>{tag}</Mark>
        ))}
      </span>
    </div>
  );
}

/** What comes due: its end, its review, its publication. */
function Dates({ item }: { item: Item }) {
  const text = useCopy(copy);
  const today = dayOf(new Date(useNow(60)));
  const told = [
    ...(item.due_at ? [{ key: "due", said: text.due_at(dayOf(item.due_at)), isLate: false }] : []),
    ...(item.valid_to
      ? [
          item.state === "expired"
            ? { key: "end", said: text.ended(dayOf(item.valid_to)), isLate: false }
            : { key: "end", said: text.ends(dayOf(item.valid_to)), isLate: false },
        ]
      : []),
    ...(item.review_on
      ? [{ key: "review", said: text.reviewAt(item.review_on), isLate: item.review_on <= today }]
      : []),
  ];
  return told.map(({ key, said, isLate }) =>
    isLate ? (
      <Mark key={key} tone="warn">
        {said}
      </Mark>
    ) : (
      <span key={key} className="hl-small hl-quiet hl-num">
        {said}
      </span>
    ),
  );
}
