/** The day by queue, agent, channel or hour. */
import type { ReportRow } from "@hearthline/api";
import { Table, type TableColumnsType } from "antd";

import { useCopy } from "@/lib/locale";

import { reportCopy } from "../copy-report";
import { clock, NONE, share } from "../saying";
import { Definition } from "./report-figures";

type Col = keyof ReturnType<typeof useCopy<typeof reportCopy.zh>>["cols"];

const VALUES: Record<Col, (row: ReportRow) => string> = {
  offered: ({ figures }) => String(figures.offered),
  answered: ({ figures }) => String(figures.answered),
  abandoned: ({ figures }) => String(figures.abandoned),
  service_level: ({ figures }) => share(figures.service_level),
  asa: ({ figures }) => clock(figures.asa_s),
  first_response: ({ figures }) => clock(figures.first_response_s),
  aht: ({ figures }) => clock(figures.aht_s),
  wrap_up: ({ figures }) => clock(figures.wrap_up_s),
  occupancy: ({ figures }) => share(figures.occupancy),
  transferred: ({ figures }) => String(figures.transferred),
  contained_share: (row) => share(row.contained_share),
  satisfaction: (row) => share(row.satisfaction),
};

// What a dimension cannot have is not shown as a column of dashes.
const COLS: Record<"queues" | "agents" | "channels" | "hours", Col[]> = {
  queues: ["offered", "answered", "abandoned", "service_level", "asa", "first_response", "aht", "wrap_up", "transferred", "satisfaction"],
  agents: ["answered", "asa", "first_response", "aht", "wrap_up", "occupancy", "transferred", "satisfaction"],
  channels: ["offered", "answered", "abandoned", "service_level", "asa", "aht", "contained_share", "satisfaction"],
  hours: ["offered", "answered", "abandoned", "service_level", "asa", "aht", "occupancy", "contained_share", "satisfaction"],
};

export function ReportTable({ rows, total, by }: {
  rows: ReportRow[];
  total: ReportRow;
  by: keyof typeof COLS;
}) {
  const text = useCopy(reportCopy);
  const columns: TableColumnsType<ReportRow> = [
    { key: "name", title: text.name, dataIndex: "name", fixed: "left", render: (name: string) => name || NONE },
    ...COLS[by].map((col) => ({
      key: col,
      align: "right" as const,
      title: (
        <>
          {text.cols[col]} <Definition of={col} />
        </>
      ),
      render: (_: unknown, row: ReportRow) => <span className="hl-num">{VALUES[col](row)}</span>,
    })),
  ];
  const isAgents = by === "agents";
  return (
    <Table
      size="small"
      rowKey="key"
      columns={columns}
      dataSource={isAgents ? rows : rows.filter(({ figures, sessions }) => figures.offered + figures.handled + sessions > 0)}
      pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: "max-content" }}
      summary={() => sumOf(total, by, text.total)}
    />
  );
}

const sumOf = (total: ReportRow, by: keyof typeof COLS, name: string) => (
  <Table.Summary.Row>
    <Table.Summary.Cell index={0}>{name}</Table.Summary.Cell>
    {COLS[by].map((col, index) => (
      <Table.Summary.Cell key={col} index={index + 1} align="right">
        <span className="hl-num">{VALUES[col](total)}</span>
      </Table.Summary.Cell>
    ))}
  </Table.Summary.Row>
);
