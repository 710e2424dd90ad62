import type { JSX } from "preact";

import { pieces } from "../thread/text";

/** Text with its addresses and hotlines made pressable; never HTML. */
export function Words({ text }: { text: string }): JSX.Element {
  return (
    <span class="words" dir="auto">
      {pieces(text).map((piece, index) =>
        piece.href === null ? (
          piece.text
        ) : (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ),
      )}
    </span>
  );
}
