/** Items: the list by catalogue, or one item to read and write. */
import "./items.css";

import { useParams } from "react-router";

import { ItemsView } from "./parts/items-view";

export default function ItemsPage() {
  const [id] = (useParams()["*"] ?? "").split("/");
  if (id === undefined || id === "") return <ItemsView />;
  return null;
}
