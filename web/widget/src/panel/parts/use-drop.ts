import { useRef, useState } from "preact/hooks";

/** Files dragged onto the panel; leaving is counted, as children fire it too. */
export function useDrop(take: (files: File[]) => void) {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const moved = (by: number) => (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  return {
    isOver,
    handlers: {
      onDragEnter: moved(1),
      onDragOver: moved(0),
      onDragLeave: moved(-1),
      onDrop: (event: DragEvent) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        take([...(event.dataTransfer?.files ?? [])]);
      },
    },
  };
}
