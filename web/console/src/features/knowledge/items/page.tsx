/** Items: the list by catalogue, or one item to read, write and trace back. */
import "./items.css";
import "./editor/editor.css";

import { useParams } from "react-router";

import { HistoryView } from "../shared/history/history-view";
import { ItemPlace } from "./editor/item-place";
import { ItemsView } from "./parts/items-view";

export default function ItemsPage() {
  const [id, part] = (useParams()["*"] ?? "").split("/");
  if (id === undefined || id === "") return <ItemsView />;
  if (part === "history") return <HistoryView key={id} id={id} />;
  return <ItemPlace key={id} id={id} />;
}
