/** Choosing a thing of the graph by its name. */
import type { Entity, EntityKind } from "@hearthline/api";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { useEntities } from "../queries";

export function EntityPick({ kind = null, without, label, onPick }: {
  kind?: EntityKind | null;
  without: string;
  label: string;
  onPick: (entity: Entity | null) => void;
}) {
  const text = useCopy(copy);
  const [typed, setTyped] = useState("");
  const found = useEntities(useDeferredValue(typed.trim()), kind);
  const entities = (found.data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => id !== without);
  return (
    <Select<string>
      className="kb-pick"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder={label}
      aria-label={label}
      loading={found.isFetching}
      notFoundContent={<span className="hl-quiet">{text.none[0]}</span>}
      options={entities.map((one) => ({ value: one.id, label: `${one.name} · ${text.kinds[one.kind]}` }))}
      onChange={(id) => onPick(entities.find((one) => one.id === id) ?? null)}
    />
  );
}
