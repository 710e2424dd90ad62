/** Whether what stands here is saved, and who else is writing. */
import { CheckOutlined, CloudSyncOutlined, ExclamationCircleFilled, LoadingOutlined } from "@ant-design/icons";
import { Button } from "antd";

import { useCopy, useLocale } from "@/lib/locale";
import { useMe } from "@/lib/me";
import { shortTime, useNow } from "@/lib/time";
import { useMarks } from "@/lib/told";
import { useSay } from "@/lib/words";

import { itemCopy } from "../../shared/copy";
import { copy } from "./copy";
import type { CopyState } from "./copy-state";
import type { Writing } from "./use-writing";

const STILL_WRITING_MS = 120_000;

export function SaveMark({ writing }: { writing: Writing }) {
  const text = useCopy(copy);
  const say = useSay();
  const { state } = writing;
  if (state.phase === "failed") {
    return (
      <span className="save-mark" data-tone="danger" role="alert">
        <ExclamationCircleFilled /> {text.notSaved}
        <span className="hl-clip" title={say(state.trouble)}>
          {say(state.trouble)}
        </span>
        <Button size="small" onClick={writing.again}>
          {text.again}
        </Button>
      </span>
    );
  }
  return (
    <span className="save-mark" role="status">
      <Said state={state} />
    </span>
  );
}

function Said({ state }: { state: CopyState }) {
  const text = useCopy(copy);
  const locale = useLocale();
  const me = useMe();
  const now = useNow(10);
  const { phase, joined, savedAt } = state;
  if (phase === "saving") return <><LoadingOutlined /> {text.saving}</>;
  if (phase === "clash") return text.choosing;
  if (phase === "dirty") return <><CloudSyncOutlined /> {text.waiting}</>;
  const other = joined?.edited_by ?? null;
  if (joined && other?.id !== me.id && now - Date.parse(joined.edited_at) < STILL_WRITING_MS) {
    return (
      <>
        <CheckOutlined />{" "}
        {text.joined(other?.name ?? text.somebody, shortTime(joined.edited_at, now, locale))}
      </>
    );
  }
  return savedAt === null ? text.unchanged : <><CheckOutlined /> {text.saved(shortTime(savedAt, now, locale))}</>;
}

/** Both changed the same field: whose words stay is chosen here. */
export function ClashStrip({ writing }: { writing: Writing }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const locale = useLocale();
  const marks = useMarks();
  const now = useNow(60);
  const { clash } = writing.state;
  if (clash === null) return null;
  const { theirs, fields } = clash;
  const named = fields.map((field) => items.fields[field]).join(marks.list);
  const shown = fields.filter((field) => typeof theirs.content[field] === "string");
  return (
    <div className="kb-strip" data-tone="warn" role="alert">
      <p>
        {text.clash(theirs.edited_by?.name ?? text.somebody, shortTime(theirs.edited_at, now, locale), named)}
      </p>
      <span className="push">
        <Button size="small" onClick={() => writing.settle("theirs")}>
          {text.theirs}
        </Button>{" "}
        <Button size="small" type="primary" onClick={() => writing.settle("mine")}>
          {text.mine}
        </Button>
      </span>
      {shown.map((field) => (
        <blockquote key={field} className="kb-text hl-small">
          <strong>{text.theirWords}</strong> {String(theirs.content[field])}
        </blockquote>
      ))}
    </div>
  );
}
