/** Answers with their headings and lists. */
import { type Piece, piecesOf } from "./plain";

/** Neighbouring list items as one list. */
function groups(pieces: readonly Piece[]): Piece[][] {
  const found: Piece[][] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last && piece.kind === "item" && last[0]?.kind === "item") last.push(piece);
    else found.push([piece]);
  }
  return found;
}

export function Marked({ text }: { text: string }) {
  return (
    <span className="kb-marked">
      {groups(piecesOf(text)).map((group, at) => {
        const key = `${at}-${group[0]?.text ?? ""}`;
        if (group[0]?.kind === "head") return <strong key={key}>{group[0].text}</strong>;
        if (group[0]?.kind === "line") return <span key={key}>{group[0].text}</span>;
        return (
          <span key={key} role="list" className="kb-list">
            {group.map((one) => (
              <span role="listitem" key={one.text}>
                {one.text}
              </span>
            ))}
          </span>
        );
      })}
    </span>
  );
}
