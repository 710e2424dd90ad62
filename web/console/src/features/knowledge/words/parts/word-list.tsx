/** The groups, found by a part of a word; each says what it does and can be changed or deleted. */
import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import type { SearchWords, SearchWordsKind } from "@hearthline/api";
import { EmptyPlace, Mark } from "@hearthline/ui";
import { Button, Input, Segmented } from "antd";
import { useDeferredValue, useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { usePlace } from "@/lib/place";
import { BoneRows, Shown } from "@/lib/shown";
import { useMarks } from "@/lib/told";
import { words as common } from "@/lib/words";

import { copy } from "../copy";
import { useWords } from "../queries";
import { useWordDeeds } from "../use-deeds";
import { WordDialog } from "./word-dialog";

type Sort = "all" | SearchWordsKind;
const SORTS: Sort[] = ["all", "synonym", "protected"];
const KINDS = ["synonym", "protected"] as const;
type Written = { kind: SearchWordsKind; old: SearchWords | null };

export function WordList({ onTry }: { onTry: (word: string) => void }) {
  const text = useCopy(copy);
  const { more } = useCopy(common);
  const may = useMay();
  const place = usePlace();
  const deeds = useWordDeeds();
  const [written, setWritten] = useState<Written | null>(null);
  const sort = SORTS.find((one) => one === place.at("kind")) ?? "all";
  const typed = place.at("q") ?? "";
  const q = useDeferredValue(typed.trim());
  const found = useWords(sort === "all" ? null : sort, q);
  const items = found.data?.pages.flatMap((page) => page.items);
  const [title, way] = (q === "" ? text.none[sort] : null) ?? text.noMatch;
  const isEditor = may("knowledge.edit");
  const close = () => setWritten(null);
  return (
    <section className="kb-pane" aria-label={text.title}>
      <div className="kb-pane-head">
        <Segmented<Sort>
          block
          value={sort}
          onChange={(one) => place.go({ kind: one === "all" ? null : one })}
          options={SORTS.map((value) => ({ value, label: text.kinds[value] }))}
        />
        <Input
          allowClear
          maxLength={40}
          prefix={<SearchOutlined />}
          placeholder={text.search}
          aria-label={text.search}
          value={typed}
          onChange={({ target }) => place.go({ q: target.value })}
        />
        {isEditor ? (
          <span className="kb-marks">
            {KINDS.filter((kind) => sort === "all" || sort === kind).map((kind) => (
              <Button key={kind} icon={<PlusOutlined />} onClick={() => setWritten({ kind, old: null })}>
                {text.add[kind]}
              </Button>
            ))}
          </span>
        ) : null}
      </div>
      <div className="kb-rows">
        <Shown of={{ data: items, error: found.error, refetch: found.refetch }} title={text.failed} shape={<BoneRows n={6} />}>
          {(all) => (
            <>
              {all.length === 0 ? <EmptyPlace title={title}>{way}</EmptyPlace> : null}
              <ul className="words-list">
                {all.map((group) => (
                  <Group
                    key={group.id}
                    group={group}
                    isEditor={isEditor}
                    onTry={onTry}
                    onChange={() => setWritten({ kind: group.kind, old: group })}
                    onRemove={() => deeds.remove(group)}
                  />
                ))}
              </ul>
              {found.hasNextPage ? (
                <Button type="text" block loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {more}
                </Button>
              ) : null}
            </>
          )}
        </Shown>
      </div>
      {written === null ? null : (
        <WordDialog
          kind={written.kind}
          old={written.old?.words ?? []}
          isBusy={deeds.isBusy}
          onClose={close}
          onSave={(words) =>
            written.old === null ? deeds.add(written.kind, words, close) : deeds.change(written.old, words, close)
          }
        />
      )}
    </section>
  );
}

function Group({ group, isEditor, onTry, onChange, onRemove }: {
  group: SearchWords;
  isEditor: boolean;
  onTry: (word: string) => void;
  onChange: () => void;
  onRemove: () => void;
}) {
  const text = useCopy(copy);
  const marks = useMarks();
  const first = group.words[0] ?? "";
  const told = group.words.join(marks.list);
  return (
    <li className="words-group">
      <span className="kb-line">
        <strong className="words-said">{told}</strong>
        <Mark>{text.kinds[group.kind]}</Mark>
      </span>
      <span className="kb-line hl-small">
        <span className="hl-quiet">{text.does[group.kind]}</span>
        <Button type="link" size="small" aria-label={text.tryOf(first)} onClick={() => onTry(first)}>
          {text.tryIt}
        </Button>
        {isEditor ? (
          <>
            <Button type="link" size="small" aria-label={text.changeOf(told)} onClick={onChange}>
              {text.change}
            </Button>
            <Button type="link" size="small" aria-label={text.removeOf(told)} onClick={onRemove}>
              {text.remove}
            </Button>
          </>
        ) : null}
      </span>
    </li>
  );
}
