/** What an office waits for, the most urgent first: chosen, downloaded, marked as answered. */
import { DownloadOutlined } from "@ant-design/icons";
import type { AnswerGiven, DueTicket } from "@hearthline/api";
import { EmptyPlace, Wait } from "@hearthline/ui";
import { Alert, App, Button, Table, type TableColumnsType } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { BoneRows, Shown } from "@/lib/shown";
import { duration, useNow } from "@/lib/time";
import { useTold } from "@/lib/told";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { leftOf } from "../kinds";
import { answersAddress, useAnswered, useDue } from "../queries";
import { dayTime } from "./line-table";

export function Due({ source }: { source: string }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const [chosen, setChosen] = useState<string[]>([]);
  const [refused, setRefused] = useState<Refused[]>([]);
  const found = useDue(source);
  const data = found.data?.pages.flatMap(({ items }) => items);
  return (
    <div className="hl-page">
      <Shown of={{ ...found, data }} title={text.dueFailed} shape={<BoneRows n={6} />}>
        {(items) =>
          items.length === 0 && refused.length === 0 ? (
            <EmptyPlace title={text.dueNone[0]}>{text.dueNone[1]}</EmptyPlace>
          ) : (
            <>
              <Deeds
                source={source}
                chosen={items.filter(({ ticket_id: id }) => chosen.includes(id))}
                onDone={(refusals) => {
                  setChosen([]);
                  setRefused(refusals);
                }}
              />
              {refused.length > 0 ? <Refusals refused={refused} onClose={() => setRefused([])} /> : null}
              <DueTable items={items} chosen={chosen} onChoose={setChosen} />
            </>
          )
        }
      </Shown>
      {found.hasNextPage ? (
        <Button
          type="text"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {common.more}
        </Button>
      ) : null}
    </div>
  );
}

interface Refused {
  no: string;
  given: AnswerGiven;
}

function Deeds({ source, chosen, onDone }: {
  source: string;
  chosen: DueTicket[];
  onDone: (refused: Refused[]) => void;
}) {
  const text = useCopy(copy);
  const may = useMay();
  const say = useSay();
  const { message } = App.useApp();
  const answered = useAnswered(source);
  if (!may("tickets.supervise")) return null;
  function finish(given: AnswerGiven[]): void {
    const done = given.filter(({ outcome }) => outcome === "done").length;
    const before = given.filter(({ outcome }) => outcome === "repeated").length;
    if (done > 0) void message.success(text.marked(done));
    if (before > 0) void message.info(text.repeated(before));
    onDone(
      given
        .filter(({ outcome }) => outcome === "refused")
        .map((one) => ({
          given: one,
          no: chosen.find(({ ticket_id: id }) => id === one.ticket_id)?.no ?? "",
        })),
    );
  }
  return (
    <div className="hl-bar">
      <span className="hl-small hl-quiet exchange-hint">{text.markHint}</span>
      <span className="push hl-bar">
        <Button
          icon={<DownloadOutlined />}
          href={answersAddress(source)}
          download
          title={text.downloadHint}
        >
          {text.download}
        </Button>
        <Button
          type="primary"
          disabled={chosen.length === 0}
          loading={answered.isPending}
          onClick={() =>
            answered.mutate(
              chosen.map(({ ticket_id: id }) => id),
              { onSuccess: finish, onError: (error) => void message.error(say(error)) },
            )
          }
        >
          {text.mark(chosen.length)}
        </Button>
      </span>
    </div>
  );
}

function Refusals({ refused, onClose }: { refused: Refused[]; onClose: () => void }) {
  const text = useCopy(copy);
  const told = useTold();
  return (
    <Alert
      type="warning"
      showIcon
      closable={{ onClose }}
      title={text.refusedTitle(refused.length)}
      description={
        <ul className="exchange-refused">
          {refused.map(({ no, given }) => (
            <li key={given.ticket_id}>
              <span className="hl-num">{no}</span> {told({ zh: given.why_zh, en: given.why_en })}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function DueTable({ items, chosen, onChoose }: {
  items: DueTicket[];
  chosen: string[];
  onChoose: (ids: string[]) => void;
}) {
  const text = useCopy(copy);
  const may = useMay();
  const columns = useMemo<TableColumnsType<DueTicket>>(
    () => [
      { title: text.no, width: 160, render: (_, one) => <span className="exchange-no">{one.no}</span> },
      { title: text.ticket, ellipsis: true, render: (_, one) => <What one={one} /> },
      { title: text.status, width: 96, dataIndex: "status_name" },
      { title: text.left, width: 150, render: (_, one) => <TimeLeft one={one} /> },
      {
        title: text.deadline,
        width: 150,
        render: (_, one) => (
          <span className="hl-num">{one.deadline === null ? "—" : dayTime(one.deadline)}</span>
        ),
      },
      { title: text.answer, width: 260, render: (_, one) => <CanBe one={one} /> },
    ],
    [text],
  );
  return (
    <Table<DueTicket>
      rowKey="ticket_id"
      size="middle"
      columns={columns}
      dataSource={items}
      pagination={false}
      scroll={{ x: 1000 }}
      {...(may("tickets.supervise")
        ? {
            rowSelection: {
              selectedRowKeys: chosen,
              onChange: (ids) => onChoose(ids as string[]),
              columnWidth: 40,
              getCheckboxProps: (one) => ({
                disabled: !one.can_be_answered,
                "aria-label": text.choose(one.no),
              }),
            },
          }
        : {})}
    />
  );
}

function What({ one }: { one: DueTicket }) {
  return (
    <span className="exchange-two">
      <Link to={`/tickets/${one.ticket_id}`} className="hl-clip" title={one.content}>
        {one.content || one.title}
      </Link>
      <span className="hl-small hl-quiet hl-clip">
        <span className="hl-num">{one.work_order_no}</span> {one.title}
      </span>
    </span>
  );
}

function TimeLeft({ one }: { one: DueTicket }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const left = leftOf(one, useNow(60));
  if (left === null) return <span className="hl-quiet">{text.noDeadline}</span>;
  const time = duration(left.seconds, locale);
  const said = left.heat === "hot" ? text.overdue(time) : text.inTime(time);
  return <Wait heat={left.heat} text={said} title={said} />;
}

function CanBe({ one }: { one: DueTicket }) {
  const text = useCopy(copy);
  const told = useTold();
  if (one.can_be_answered) return <span className="exchange-ready">{text.ready}</span>;
  return (
    <span className="hl-small hl-quiet">{told({ zh: one.hinders_zh, en: one.hinders_en })}</span>
  );
}
