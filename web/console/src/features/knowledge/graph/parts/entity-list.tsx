/** Looking for a thing by name and kind. */
import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import type { Entity, EntityKind } from "@hearthline/api";
import { EmptyPlace } from "@hearthline/ui";
import { Button, Input, Select } from "antd";
import { useDeferredValue, useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { BoneRows, Shown } from "@/lib/shown";
import { words } from "@/lib/words";

import { walkRows } from "../../parts/walk-rows";
import { copy } from "../copy";
import type { Look } from "../place";
import { useCounts, useEntities, useNamedIn } from "../queries";
import { AddDialog } from "./add-dialog";
import { KIND_ICONS, KINDS } from "./kinds";

export function EntityList({ look }: { look: Look }) {
  const text = useCopy(copy);
  const may = useMay();
  const [adding, setAdding] = useState(false);
  return (
    <nav className="kb-pane" aria-label={text.list}>
      <div className="kb-pane-head">
        <Input
          allowClear
          prefix={<SearchOutlined />}
          placeholder={text.search}
          aria-label={text.search}
          value={look.q}
          onChange={({ target }) => look.seek({ q: target.value })}
        />
        <div className="graph-seek">
          <KindChoice look={look} />
          {may("knowledge.edit") ? (
            <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {text.add}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="kb-rows">
        <Found look={look} />
      </div>
      {adding ? <AddDialog onClose={() => setAdding(false)} onAdded={look.show} /> : null}
    </nav>
  );
}

const kindOf = (look: Look): EntityKind | null => KINDS.find((one) => one === look.kind) ?? null;

function KindChoice({ look }: { look: Look }) {
  const text = useCopy(copy);
  const { data: counts } = useCounts();
  return (
    <Select<EntityKind | "">
      popupMatchSelectWidth={false}
      value={kindOf(look) ?? ""}
      aria-label={text.fields.kind}
      onChange={(kind) => look.seek({ kind: kind === "" ? null : kind })}
      options={[
        { value: "", label: text.allKinds(counts?.total ?? 0) },
        ...KINDS.filter((kind) => !counts || (counts.by_kind[kind] ?? 0) > 0).map((kind) => ({
          value: kind,
          label: text.kindCount(text.kinds[kind], counts?.by_kind[kind] ?? 0),
        })),
      ]}
    />
  );
}

function Found({ look }: { look: Look }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const q = useDeferredValue(look.q.trim());
  const entities = useEntities(q, kindOf(look));
  const items = entities.data?.pages.flatMap((page) => page.items);
  const named = useNamedIn(q, items?.length === 0 && kindOf(look) === null);
  const all = items && items.length > 0 ? items : named.data?.entities;
  return (
    <Shown
      of={{ data: items === undefined ? undefined : (all ?? []), error: entities.error, refetch: entities.refetch }}
      title={text.failed}
      shape={<BoneRows n={9} />}
    >
      {(found) => (
        <>
          {found.length === 0 && !named.isLoading ? <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace> : null}
          {found.map((entity) => (
            <Row key={entity.id} entity={entity} isChosen={entity.id === look.center} onChoose={look.show} />
          ))}
          {entities.hasNextPage ? (
            <Button type="text" block loading={entities.isFetchingNextPage} onClick={() => void entities.fetchNextPage()}>
              {common.more}
            </Button>
          ) : null}
        </>
      )}
    </Shown>
  );
}

function Row({ entity, isChosen, onChoose }: {
  entity: Entity;
  isChosen: boolean;
  onChoose: (id: string) => void;
}) {
  const text = useCopy(copy);
  return (
    <button
      type="button"
      className="kb-row graph-row"
      aria-current={isChosen}
      onKeyDown={walkRows}
      onClick={() => onChoose(entity.id)}
    >
      <span className="hl-clip" title={entity.name}>
        {entity.name}
      </span>
      <span className="hl-small hl-quiet">
        {KIND_ICONS[entity.kind]} {text.kinds[entity.kind]}
      </span>
    </button>
  );
}
