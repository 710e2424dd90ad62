/** The tenant's own examples: sought, added, removed with a way back, exported. */
import "./examples.css";

import { ExportOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { EmptyPlace } from "@hearthline/ui";
import { Button, Input, Segmented } from "antd";
import { useDeferredValue, useState } from "react";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";

import { examplesCopy } from "../../copy-examples";
import { type ExampleFilter, useExamples } from "../../queries";
import { IntentSelect } from "../intent-select";
import { AddDialog } from "./add-dialog";
import { ExampleTable } from "./example-table";
import { ExportDialog } from "./export-dialog";

type Kind = "all" | "example" | "counter";
const KINDS: Kind[] = ["all", "example", "counter"];

export function ExamplesView() {
  const text = useCopy(examplesCopy);
  const place = usePlace();
  const kind = KINDS.find((one) => one === place.at("kind")) ?? "all";
  const typed = place.at("q") ?? "";
  const filter: ExampleFilter = {
    intent: place.at("intent"),
    kind: kind === "all" ? null : kind,
    q: useDeferredValue(typed.trim()),
  };
  return (
    <div className="hl-page">
      <Head />
      <div className="hl-bar">
        <Input
          allowClear
          className="bot-seek"
          prefix={<SearchOutlined />}
          placeholder={text.search}
          aria-label={text.search}
          value={typed}
          onChange={({ target }) => place.go({ q: target.value })}
        />
        <IntentSelect
          allowClear
          value={filter.intent}
          placeholder={text.allIntents}
          onChoose={(chosen) => place.go({ intent: chosen?.intent ?? null })}
        />
        <Segmented<Kind>
          value={kind}
          onChange={(one) => place.go({ kind: one === "all" ? null : one })}
          options={KINDS.map((value) => ({ value, label: text.kinds[value] }))}
        />
      </div>
      <Found filter={filter} />
    </div>
  );
}

function Head() {
  const text = useCopy(examplesCopy);
  const may = useMay();
  const [open, setOpen] = useState<"add" | "export" | null>(null);
  return (
    <div className="hl-bar">
      <p className="hl-quiet">{text.intro}</p>
      {may("bot.manage") ? (
        <span className="push hl-bar">
          <Button icon={<ExportOutlined />} onClick={() => setOpen("export")}>
            {text.export}
          </Button>
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen("add")}>
            {text.add}
          </Button>
        </span>
      ) : null}
      {open === "add" ? <AddDialog onClose={() => setOpen(null)} /> : null}
      {open === "export" ? <ExportDialog onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

function Found({ filter }: { filter: ExampleFilter }) {
  const text = useCopy(examplesCopy);
  const found = useExamples(filter);
  const items = found.data?.pages.flatMap((page) => page.items);
  const isSought = filter.intent !== null || filter.kind !== null || filter.q !== "";
  const nothing = isSought ? text.noMatch : text.none;
  return (
    <Shown
      of={{ data: items, error: found.error, refetch: found.refetch }}
      title={text.failed}
      shape={<BoneRows n={6} />}
    >
      {(all) =>
        all.length === 0 ? (
          <EmptyPlace
            title={nothing[0]}
            deed={isSought ? undefined : <Link to="/bot/try">{text.goTry}</Link>}
          >
            {nothing[1]}
          </EmptyPlace>
        ) : (
          <>
            <ExampleTable examples={all} />
            {found.hasNextPage ? (
              <Button
                type="text"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {text.more}
              </Button>
            ) : null}
          </>
        )
      }
    </Shown>
  );
}
