/** The catalogue: places with the number of items, walked by key, moved by drag or by M. */
import { CaretRightOutlined, FolderOutlined } from "@ant-design/icons";
import type { Branch } from "@hearthline/api";
import { useEffect, useRef, useState } from "react";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { itemCopy } from "../../shared/copy";
import { copy } from "../copy";
import { dragPlace, dropped, mayDrop } from "../dragging";
import { above, movedTo, parentOf, rowsOf, type TreeRow } from "../tree";
import { useMoving } from "../use-moving";
import { MovePlaceDialog } from "./move-dialog";

interface TreeProps {
  branches: Branch[];
  chosen: string | null;
  onChoose: (path: string | null) => void;
}

export function CatalogueTree({ branches, chosen, onChoose }: TreeProps) {
  const text = useCopy(copy);
  const may = useMay();
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(chosen === null ? branches.slice(0, 1).map(({ path }) => path) : above(chosen)),
  );
  const [moving, setMoving] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const rows = rowsOf(branches, open);
  const total = branches.reduce((sum, branch) => sum + branch.total, 0);
  const mayMove = may("knowledge.edit");
  const isShown = rows.some(({ branch }) => branch.path === chosen);

  function turn(path: string, isOpen: boolean): void {
    setOpen((now) => new Set(isOpen ? [...now, path] : [...now].filter((one) => one !== path)));
  }
  function focus(index: number): void {
    tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[index]?.focus();
  }
  function press(event: React.KeyboardEvent, row: TreeRow | null, index: number): void {
    const deeds: Record<string, () => void> = {
      ArrowDown: () => focus(index + 1),
      ArrowUp: () => focus(index - 1),
      Home: () => focus(0),
      End: () => focus(rows.length),
      Enter: () => onChoose(row?.branch.path ?? null),
      " ": () => onChoose(row?.branch.path ?? null),
      ...(row === null ? {} : inside(row, index)),
    };
    const deed = deeds[event.key];
    if (!deed || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    deed();
  }
  function inside({ branch, isOpen }: TreeRow, index: number): Record<string, () => void> {
    const parent = rows.findIndex((one) => one.branch.path === parentOf(branch.path));
    return {
      ArrowRight: () => (isOpen ? focus(index + 1) : turn(branch.path, true)),
      ArrowLeft: () => (isOpen ? turn(branch.path, false) : focus(parent + 1)),
      ...(mayMove && branch.path !== "" ? { m: () => setMoving(branch.path) } : {}),
    };
  }
  return (
    <div className="tree" role="tree" aria-label={text.tree} ref={tree}>
      <AllRow
        total={total}
        isChosen={chosen === null}
        isStop={!isShown}
        onChoose={() => onChoose(null)}
        onKeyDown={(event) => press(event, null, 0)}
      />
      {rows.map((row, index) => (
        <PlaceRow
          key={row.branch.path}
          row={row}
          isChosen={row.branch.path === chosen}
          mayMove={mayMove}
          onChoose={() => onChoose(row.branch.path)}
          onTurn={() => turn(row.branch.path, !row.isOpen)}
          onKeyDown={(event) => press(event, row, index + 1)}
        />
      ))}
      {moving === null ? null : (
        <MovePlaceDialog path={moving} branches={branches} onClose={() => setMoving(null)} />
      )}
    </div>
  );
}

/** Where the mouse drops a place or items. */
function useDrop(path: string) {
  const [isOver, setOver] = useState(false);
  const moving = useMoving();
  return {
    isOver,
    on: {
      onDragOver: (event: React.DragEvent) => {
        if (!mayDrop(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: React.DragEvent) => {
        event.preventDefault();
        setOver(false);
        const found = dropped(event);
        if (found === null) return;
        if ("items" in found) moving.moveItems(found.items, path);
        else {
          const to = movedTo(found.place, path);
          if (to !== null) moving.movePlace(found.place, to);
        }
      },
    },
  };
}

function AllRow({ total, isChosen, isStop, onChoose, onKeyDown }: {
  total: number;
  isChosen: boolean;
  /** The tree is entered here by the Tab key. */
  isStop: boolean;
  onChoose: () => void;
  onKeyDown: (event: React.KeyboardEvent) => void;
}) {
  const text = useCopy(copy);
  return (
    <div
      role="treeitem"
      tabIndex={isStop ? 0 : -1}
      aria-selected={isChosen}
      className="tree-row"
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      <span className="tree-turn" />
      <span className="hl-clip">{text.all}</span>
      <span className="tree-count">{total}</span>
    </div>
  );
}

function PlaceRow({ row, isChosen, mayMove, onChoose, onTurn, onKeyDown }: {
  row: TreeRow;
  isChosen: boolean;
  mayMove: boolean;
  onChoose: () => void;
  onTurn: () => void;
  onKeyDown: (event: React.KeyboardEvent) => void;
}) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const { branch, depth, isOpen } = row;
  const drop = useDrop(branch.path);
  const line = useRef<HTMLDivElement>(null);
  const name = branch.path === "" ? items.noPlace : branch.name;
  const hasBelow = branch.children.length > 0;
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView?.({ block: "nearest" });
  }, [isChosen]);
  return (
    <div
      role="treeitem"
      ref={line}
      tabIndex={isChosen ? 0 : -1}
      aria-selected={isChosen}
      aria-level={depth + 1}
      {...(hasBelow ? { "aria-expanded": isOpen } : {})}
      className="tree-row"
      data-over={mayMove && drop.isOver}
      style={{ "--depth": depth } as React.CSSProperties}
      draggable={mayMove && branch.path !== ""}
      onDragStart={(event) => dragPlace(event, branch.path)}
      onClick={onChoose}
      onKeyDown={onKeyDown}
      {...(mayMove ? drop.on : {})}
    >
      {hasBelow ? (
        <button
          type="button"
          tabIndex={-1}
          className="tree-turn"
          data-open={isOpen}
          aria-label={isOpen ? text.close(name) : text.open(name)}
          onClick={(event) => {
            event.stopPropagation();
            onTurn();
          }}
        >
          <CaretRightOutlined />
        </button>
      ) : (
        <span className="tree-turn">
          <FolderOutlined />
        </span>
      )}
      <span className="hl-clip">{name}</span>
      <span className="tree-count">{branch.total}</span>
    </div>
  );
}
