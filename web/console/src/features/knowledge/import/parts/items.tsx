/** What a file holds, by how it stands to the base: picked, left, opened, corrected. */
import type { ImportFinding, ImportItem, KnowledgeImport } from "@hearthline/api";
import { App, Button, Checkbox, Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";
import { percent } from "@/lib/told";
import { useSay, words } from "@/lib/words";

import { copy } from "../copy";
import { useChangeItem, useImportItems, usePickAll } from "../queries";
import { CorrectDialog } from "./correct-dialog";
import { FindingMark, FINDINGS } from "./findings";
import { ItemSeen } from "./item-seen";

type Chosen = ImportFinding | "all";

export function Items({ one }: { one: KnowledgeImport }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const place = usePlace();
  const { message } = App.useApp();
  const finding = FINDINGS.find((name) => name === place.at("finding")) ?? null;
  const found = useImportItems(one.id, finding);
  const pickAll = usePickAll(one.id);
  const items = found.data?.pages.flatMap((page) => page.items);
  const [mending, setMending] = useState<ImportItem | null>(null);
  const isReady = one.state === "ready";
  const pick = (is_picked: boolean) =>
    pickAll.mutate({ finding, is_picked }, { onError: (error) => void message.error(say(error)) });
  return (
    <section className="kb-section">
      <div className="hl-bar">
        <Segmented<Chosen>
          value={finding ?? "all"}
          onChange={(name) => place.go({ finding: name === "all" ? null : name })}
          options={[
            { value: "all", label: `${text.findings.all} ${one.total}` },
            ...FINDINGS.filter((name) => (one.counts[name] ?? 0) > 0).map((value) => ({
              value,
              label: `${text.findings[value]} ${one.counts[value]}`,
            })),
          ]}
        />
        {isReady ? (
          <span className="push hl-bar">
            <Button size="small" onClick={() => pick(true)}>
              {text.pickAll}
            </Button>
            <Button size="small" onClick={() => pick(false)}>
              {text.leaveAll}
            </Button>
          </span>
        ) : null}
      </div>
      {finding === null ? null : <p className="hl-small hl-quiet">{text.findingHints[finding]}</p>}
      <Shown
        of={{ data: items, error: found.error, refetch: found.refetch }}
        title={text.failed}
        shape={<BoneRows n={6} />}
      >
        {(all) => (
          <Table<ImportItem>
            rowKey="number"
            size="middle"
            columns={columnsOf(one, isReady ? setMending : null)}
            dataSource={all}
            pagination={false}
            scroll={{ x: 860 }}
            locale={{ emptyText: text.itemsNone }}
            expandable={{ expandedRowRender: seen, expandRowByClick: true }}
          />
        )}
      </Shown>
      {found.hasNextPage ? (
        <Button type="text" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {common.more}
        </Button>
      ) : null}
      {mending === null ? null : <CorrectDialog one={one} item={mending} onClose={() => setMending(null)} />}
    </section>
  );
}

const seen = (item: ImportItem) => <ItemSeen item={item} />;

function columnsOf(
  one: KnowledgeImport,
  onMend: ((item: ImportItem) => void) | null,
): TableColumnsType<ImportItem> {
  return [
    { width: 48, render: (_, item) => <Pick one={one} item={item} /> },
    { title: <Head of="title" />, render: (_, item) => <Title item={item} /> },
    {
      title: <Head of="place" />,
      width: 260,
      render: (_, { file, place }) => (place !== "" && file === one.name ? place : `${file} ${place}`),
    },
    { title: <Head of="finding" />, width: 240, render: (_, item) => <Finding item={item} /> },
    {
      width: 88,
      align: "right",
      render: (_, item) => (onMend === null ? null : <Mend item={item} onMend={onMend} />),
    },
  ];
}

function Head({ of }: { of: "title" | "place" | "finding" }) {
  return useCopy(copy).cols[of];
}

function Title({ item }: { item: ImportItem }) {
  const text = useCopy(copy);
  const [first] = item.troubles;
  return (
    <span className="import-finding">
      {item.title === "" ? <span className="hl-quiet">{text.untitled}</span> : item.title}
      {first === undefined ? null : (
        <span className="hl-small hl-quiet">
          {first.what}
          {item.troubles.length > 1 ? ` · ${text.troubles(item.troubles.length)}` : null}
        </span>
      )}
    </span>
  );
}

function Pick({ one, item }: { one: KnowledgeImport; item: ImportItem }) {
  const text = useCopy(copy);
  const say = useSay();
  const { message } = App.useApp();
  const change = useChangeItem(one.id);
  const cannot = one.state !== "ready" || item.finding === "faulty" || item.finding === "same";
  return (
    // A press here picks; elsewhere in the row it opens.
    <span onClick={stop} role="presentation">
      <Checkbox
        aria-label={text.pick(item.title)}
        checked={change.isPending ? (change.variables.body.is_picked ?? false) : item.is_picked}
        disabled={cannot}
        onChange={({ target }) =>
          change.mutate(
            { number: item.number, body: { is_picked: target.checked } },
            { onError: (error) => void message.error(say(error)) },
          )
        }
      />
    </span>
  );
}

const stop = (event: React.MouseEvent) => event.stopPropagation();

function Finding({ item }: { item: ImportItem }) {
  const text = useCopy(copy);
  return (
    <span className="import-finding">
      <FindingMark finding={item.finding} />
      {item.like_article_id === null || item.like_title === null ? null : (
        <Link className="hl-small hl-clip" to={`/knowledge/items/${item.like_article_id}`} onClick={stop}>
          {text.like(item.like_title, percent(item.like_score_ratio ?? 0))}
        </Link>
      )}
    </span>
  );
}

function Mend({ item, onMend }: { item: ImportItem; onMend: (item: ImportItem) => void }) {
  const text = useCopy(copy);
  return (
    <Button
      size="small"
      type={item.finding === "faulty" ? "primary" : "default"}
      title={item.troubles.length > 0 ? text.troubles(item.troubles.length) : undefined}
      onClick={(event) => {
        event.stopPropagation();
        onMend(item);
      }}
    >
      {text.edit}
    </Button>
  );
}
