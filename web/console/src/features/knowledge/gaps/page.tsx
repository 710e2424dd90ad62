/** What the base lacks: gaps, what people say is wrong, and the questions that were asked. */
import "../parts/shared.css";
import "./gaps.css";

import { Segmented } from "antd";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";

import { copy } from "./copy";
import { GapsBoard } from "./parts/gaps-board";
import { LogBoard } from "./parts/log-board";
import { ReportsBoard } from "./parts/reports-board";

const BOARDS = ["gaps", "reports", "log"] as const;
type Board = (typeof BOARDS)[number];
const PARTS = { gaps: GapsBoard, reports: ReportsBoard, log: LogBoard };
/** What of the address belongs to one board only. */
const NOTHING = { state: null, id: null, q: null, reason: null, outcome: null, channel: null, day: null };

export default function GapsPage() {
  const text = useCopy(copy);
  const place = usePlace();
  const board = BOARDS.find((one) => one === place.at("board")) ?? "gaps";
  const choice = (
    <Segmented<Board>
      block={board === "gaps"}
      value={board}
      onChange={(one) => place.go({ ...NOTHING, board: one === "gaps" ? null : one })}
      options={BOARDS.map((value) => ({ value, label: text.boards[value] }))}
    />
  );
  const Part = PARTS[board];
  return <Part head={choice} />;
}
