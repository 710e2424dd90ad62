/** Own examples as a list, each removed with a way back. */
import { DeleteOutlined } from "@ant-design/icons";
import type { OwnExample } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { App, Button, Table, type TableColumnsType } from "antd";
import { useMemo } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { useMarks, useTold } from "@/lib/told";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { examplesCopy } from "../../copy-examples";
import { useAddExample, useIntents, useRemoveExample } from "../../queries";

export function ExampleTable({ examples }: { examples: OwnExample[] }) {
  const columns = useColumns();
  return (
    <Table<OwnExample>
      rowKey="id"
      size="middle"
      columns={columns}
      dataSource={examples}
      pagination={false}
      scroll={{ x: 860 }}
    />
  );
}

function useColumns(): TableColumnsType<OwnExample> {
  const text = useCopy(examplesCopy);
  const told = useTold();
  const may = useMay();
  const locale = useLocale();
  const now = useNow(60);
  const { data: intents } = useIntents(null);
  const mayRemove = may("bot.manage");
  return useMemo(() => {
    const nameOf = (id: string): string => {
      const found = intents?.find((one) => one.id === id);
      return found ? told(found.name) : id;
    };
    return [
      { title: text.cols.text, dataIndex: "text" },
      {
        title: text.cols.intent,
        width: 300,
        render: (_, { intent, domain }) => (
          <>
            {nameOf(intent)}{" "}
            <span className="bot-code hl-quiet">{domain ? `${domain}/${intent}` : `${intent} · ${text.allTrades}`}</span>
          </>
        ),
      },
      {
        title: text.cols.kind,
        width: 90,
        render: (_, { kind }) => (
          <Mark tone={kind === "example" ? "info" : "warn"} title={text.kindHints[kind]}>
            {text.kinds[kind]}
          </Mark>
        ),
      },
      { title: text.cols.by, width: 110, render: (_, { by }) => by?.name ?? "—" },
      {
        title: text.cols.at,
        width: 120,
        align: "right",
        render: (_, { at }) => (
          <span className="hl-num hl-quiet" title={fullTime(at)}>
            {shortTime(at, now, locale)}
          </span>
        ),
      },
      ...(mayRemove
        ? [{ width: 56, render: (_: unknown, example: OwnExample) => <Remove example={example} /> }]
        : []),
    ];
  }, [text, told, locale, now, intents, mayRemove]);
}

function Remove({ example }: { example: OwnExample }) {
  const text = useCopy(examplesCopy);
  const say = useSay();
  const undo = useUndo();
  const marks = useMarks();
  const { message } = App.useApp();
  const remove = useRemoveExample();
  const add = useAddExample();
  const complain = (error: Error) => void message.error(say(error));
  const { id, intent, domain, kind } = example;
  function takeAway(): void {
    remove.mutate(id, {
      onError: complain,
      onSuccess: () =>
        undo(text.removed(example.text), () =>
          add.mutate(
            { intent, domain, kind, text: example.text },
            { onError: complain, onSuccess: () => void message.success(text.restored) },
          ),
        ),
    });
  }
  return (
    <Button
      type="text"
      icon={<DeleteOutlined />}
      aria-label={`${text.remove}${marks.colon}${example.text}`}
      title={text.remove}
      loading={remove.isPending}
      onClick={takeAway}
    />
  );
}
