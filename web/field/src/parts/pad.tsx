/** Where the customer signs with a finger: the strokes are kept, and drawn as a picture. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

export type Strokes = readonly (readonly (readonly [number, number])[])[];

/** The pad's own measure, whatever the screen: strokes are kept in it. */
const WIDTH = 600;
const HEIGHT = 240;
const LINE = 4;
const MOST_POINTS = 4_000;
const MOST_STROKES = 200;

function draw(context: CanvasRenderingContext2D, strokes: Strokes, ink: string): void {
  context.strokeStyle = ink;
  context.fillStyle = ink;
  context.lineWidth = LINE;
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const stroke of strokes) {
    const [first, ...rest] = stroke;
    if (first === undefined) continue;
    context.beginPath();
    context.moveTo(first[0], first[1]);
    for (const [x, y] of rest) context.lineTo(x, y);
    if (rest.length === 0) context.lineTo(first[0] + 0.1, first[1]);
    context.stroke();
  }
}

/** The signature on white, as it goes into the file. */
export function pictureOf(strokes: Strokes): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext("2d");
  if (context === null) return Promise.resolve(null);
  context.fillStyle = "white";
  context.fillRect(0, 0, WIDTH, HEIGHT);
  draw(context, strokes, "black");
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
}

interface PadProps {
  readonly label: string;
  readonly strokes: Strokes;
  readonly onChange: (strokes: Strokes) => void;
}

export function Pad({ label, strokes, onChange }: PadProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const running = useRef<[number, number][] | null>(null);
  const show = (shown: Strokes) => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context) return;
    context.clearRect(0, 0, WIDTH, HEIGHT);
    draw(context, shown, getComputedStyle(canvas.current).color);
  };
  useEffect(() => show(strokes), [strokes]);

  const at = (event: PointerEvent): [number, number] => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * WIDTH;
    const y = ((event.clientY - box.top) / box.height) * HEIGHT;
    return [Math.round(x), Math.round(y)];
  };
  const begin = (event: PointerEvent) => {
    if (strokes.length >= MOST_STROKES) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    running.current = [at(event)];
    show([...strokes, running.current]);
  };
  const move = (event: PointerEvent) => {
    const stroke = running.current;
    if (stroke === null || stroke.length >= MOST_POINTS) return;
    stroke.push(at(event));
    show([...strokes, stroke]);
  };
  const end = () => {
    const stroke = running.current;
    running.current = null;
    if (stroke !== null) onChange([...strokes, stroke]);
  };
  return (
    <div class="pad">
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={label}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      {strokes.length === 0 && <span aria-hidden="true">{label}</span>}
    </div>
  );
}
