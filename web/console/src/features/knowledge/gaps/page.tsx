/** What the base lacks: gaps from what was not answered well, and what people say is wrong. */
import "../parts/shared.css";
import "./gaps.css";

import { Segmented } from "antd";

import { useCopy } from "@/lib/locale";
import { usePlace } from "@/lib/place";

import { copy } from "./copy";
import { GapsBoard } from "./parts/gaps-board";
import { ReportsBoard } from "./parts/reports-board";

type Board = "gaps" | "reports";
const BOARDS: Board[] = ["gaps", "reports"];

export default function GapsPage() {
  const text = useCopy(copy);
  const place = usePlace();
  const board = BOARDS.find((one) => one === place.at("board")) ?? "gaps";
  const choice = (
    <Segmented<Board>
      block
      value={board}
      onChange={(one) => place.go({ board: one === "gaps" ? null : one, state: null, id: null, q: null, reason: null })}
      options={BOARDS.map((value) => ({ value, label: text.boards[value] }))}
    />
  );
  return board === "gaps" ? <GapsBoard head={choice} /> : <ReportsBoard head={choice} />;
}
