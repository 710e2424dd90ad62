/** What is being dragged onto a place: another place, or items. */
const PLACE = "application/x-hearthline-place";
const ITEMS = "application/x-hearthline-items";

export type Dragged = { place: string } | { items: string[] };

export function dragPlace(event: React.DragEvent, path: string): void {
  event.dataTransfer.setData(PLACE, path);
  event.dataTransfer.effectAllowed = "move";
}

export function dragItems(event: React.DragEvent, ids: readonly string[]): void {
  event.dataTransfer.setData(ITEMS, ids.join(" "));
  event.dataTransfer.effectAllowed = "move";
}

export const mayDrop = ({ dataTransfer }: React.DragEvent): boolean =>
  dataTransfer.types.includes(PLACE) || dataTransfer.types.includes(ITEMS);

export function dropped({ dataTransfer }: React.DragEvent): Dragged | null {
  const place = dataTransfer.getData(PLACE);
  if (place !== "") return { place };
  const items = dataTransfer.getData(ITEMS);
  return items === "" ? null : { items: items.split(" ") };
}
