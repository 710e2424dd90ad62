/** Above the editor: the way back, how it stands, whether it is saved, and handing in. */
import {
  ArrowLeftOutlined,
  DownOutlined,
  HistoryOutlined,
  MoreOutlined,
  RedoOutlined,
  UndoOutlined,
  UpOutlined,
} from "@ant-design/icons";
import type { Item, WorkingCopy } from "@hearthline/api";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { itemCopy } from "../../shared/copy";
import { StateMarks } from "../../shared/marks";
import { ReasonDialog } from "../../shared/reason-dialog";
import { copy } from "./copy";
import { SaveMark } from "./save-mark";
import { useEnding } from "./use-ending";
import type { Neighbours } from "./use-neighbours";
import type { Writing } from "./use-writing";

interface HeadProps {
  id: string;
  card: Item | null;
  known: WorkingCopy | null;
  writing: Writing;
  neighbours: Neighbours;
  isLocked: boolean;
  onSubmit: () => void;
}

export function EditorHead({ id, card, known, writing, neighbours, isLocked, onSubmit }: HeadProps) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const navigate = useNavigate();
  const { search } = useLocation();
  const go = (label: string, icon: React.ReactNode, to: string | null) => (
    <Button
      type="text"
      icon={icon}
      disabled={to === null}
      aria-label={label}
      title={label}
      onClick={() => to !== null && void navigate(to)}
    />
  );
  const { kind, slug } = writing.state.now;
  return (
    <header className="kb-subhead">
      {go(text.back, <ArrowLeftOutlined />, `/knowledge/items${search}`)}
      {go(text.before, <UpOutlined />, neighbours.before)}
      {go(text.next, <DownOutlined />, neighbours.next)}
      <span className="hl-small hl-quiet hl-clip">
        {items.kinds[kind]} · {slug}
      </span>
      {card ? <StateMarks item={card} /> : null}
      {isLocked ? null : <SaveMark writing={writing} />}
      <span className="editor-deeds">
        {isLocked ? null : (
          <>
            <Button
              type="text"
              icon={<UndoOutlined />}
              disabled={!writing.mayUndo}
              aria-label={text.undo}
              title={text.undo}
              onClick={writing.undo}
            />
            <Button
              type="text"
              icon={<RedoOutlined />}
              disabled={!writing.mayRedo}
              aria-label={text.redo}
              title={text.redo}
              onClick={writing.redo}
            />
          </>
        )}
        <Link to={{ pathname: `/knowledge/items/${id}/history`, search }}>
          <Button icon={<HistoryOutlined />}>{text.history}</Button>
        </Link>
        <More id={id} card={card} known={known} counter={writing.state.counter} title={writing.state.now.title} />
        {isLocked ? null : (
          <Button type="primary" disabled={writing.state.counter === 0} onClick={onSubmit}>
            {text.submit}
          </Button>
        )}
      </span>
    </header>
  );
}

/** Throwing the draft away, and taking the item out. */
function More({ id, card, known, counter, title }: {
  id: string;
  card: Item | null;
  known: WorkingCopy | null;
  counter: number;
  title: string;
}) {
  const text = useCopy(copy);
  const may = useMay();
  const [asks, setAsks] = useState<"discard" | "withdraw" | null>(null);
  const ending = useEnding(id, () => setAsks(null));
  const live = card?.live ?? null;
  const deeds = [
    ...(may("knowledge.edit") && known?.state === "draft"
      ? [{ key: "discard", label: text.discard, danger: live === null }]
      : []),
    ...(may("knowledge.review") && live !== null
      ? [{ key: "withdraw", label: text.withdraw, danger: true }]
      : []),
  ];
  if (deeds.length === 0) return null;
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{ items: deeds, onClick: ({ key }) => setAsks(key === "discard" ? "discard" : "withdraw") }}
      >
        <Button icon={<MoreOutlined />} aria-label={text.more} title={text.more} />
      </Dropdown>
      {asks === "discard" ? (
        <ReasonDialog
          title={text.discardTitle(title)}
          hint={text.discardHint(live)}
          deed={text.discard}
          isBusy={ending.isBusy}
          onDo={() => ending.discard(counter, live)}
          onClose={() => setAsks(null)}
        />
      ) : null}
      {asks === "withdraw" ? (
        <ReasonDialog
          title={text.withdrawTitle(title)}
          hint={text.withdrawHint}
          deed={text.withdraw}
          label={text.reason}
          isBusy={ending.isBusy}
          onDo={ending.withdraw}
          onClose={() => setAsks(null)}
        />
      ) : null}
    </>
  );
}
