/** Synonyms and protected words of the search, and a box that shows what they do. */
import "../parts/shared.css";
import "./words.css";

import { usePlace } from "@/lib/place";

import { TryBox } from "./parts/try-box";
import { WordList } from "./parts/word-list";

export default function WordsPage() {
  const place = usePlace();
  return (
    <div className="kb-panes">
      <WordList onTry={(word) => place.go({ try: word })} />
      <TryBox />
    </div>
  );
}
