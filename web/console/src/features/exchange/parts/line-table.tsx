/** Rows of a sheet: what stands there, and what becomes or became of each. */
import type { SheetLine } from "@hearthline/api";
import { Table, type TableColumnsType } from "antd";
import { useMemo } from "react";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { fullTime } from "@/lib/time";
import { useTold } from "@/lib/told";

import { copy } from "../copy";
import { kindsOf } from "../kinds";
import { KindMark } from "./marks";

export const dayTime = (iso: string): string => fullTime(iso).slice(0, -3);

export function LineTable({ lines, pageSize }: { lines: SheetLine[]; pageSize?: number }) {
  const text = useCopy(copy);
  const columns = useMemo<TableColumnsType<SheetLine>>(
    () => [
      {
        title: text.row,
        dataIndex: "row",
        width: 72,
        align: "right",
        className: "hl-num",
      },
      { title: text.no, width: 200, render: (_, line) => <span className="exchange-no">{line.no || "—"}</span> },
      {
        title: text.content,
        ellipsis: true,
        render: (_, line) => <span title={line.content}>{line.content || "—"}</span>,
      },
      { title: text.deadline, width: 168, render: (_, line) => <Deadline line={line} /> },
      { title: text.result, width: 380, render: (_, line) => <Becomes line={line} /> },
    ],
    [text],
  );
  return (
    <Table<SheetLine>
      rowKey="row"
      size="middle"
      columns={columns}
      dataSource={lines}
      scroll={{ x: 1040 }}
      locale={{ emptyText: text.none }}
      pagination={
        pageSize === undefined
          ? false
          : { pageSize, hideOnSinglePage: true, showSizeChanger: false }
      }
    />
  );
}

function Deadline({ line }: { line: SheetLine }) {
  const text = useCopy(copy);
  if (line.deadline === null) return <span className="hl-quiet">—</span>;
  return (
    <span className="exchange-two">
      <span className="hl-num">{dayTime(line.deadline)}</span>
      {line.was_deadline === null ? null : (
        <span className="hl-small hl-quiet hl-num">{text.was(dayTime(line.was_deadline))}</span>
      )}
    </span>
  );
}

function Becomes({ line }: { line: SheetLine }) {
  const text = useCopy(copy);
  const told = useTold();
  const why = told({ zh: line.why_zh, en: line.why_en });
  return (
    <span className="exchange-two">
      <span className="hl-bar">
        {kindsOf(line).map((kind) => (
          <KindMark key={kind} kind={kind} />
        ))}
        {why === "" ? null : (
          <span className="hl-small hl-quiet">{text.cell(line.row, line.column)}</span>
        )}
        {line.ticket_id === null ? null : (
          <Link to={`/tickets/${line.ticket_id}`} className="hl-num">
            {line.work_order_no}
          </Link>
        )}
      </span>
      {why === "" ? null : <span className="exchange-why">{why}</span>}
    </span>
  );
}
