/** One place where the words stand, with them marked. */
import { FileDoneOutlined, LockOutlined, MessageOutlined, UserOutlined } from "@ant-design/icons";
import type { WordsHit } from "@hearthline/api";
import { useEffect, useRef } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";

import { searchCopy } from "../copy-search";
import { pieces } from "../pieces";

const ICON = {
  message: <MessageOutlined />,
  note: <LockOutlined />,
  label: <UserOutlined />,
  ticket: <FileDoneOutlined />,
} as const;

export function HitRow({ hit, chosen, onGo }: {
  hit: WordsHit;
  chosen: boolean;
  onGo: () => void;
}) {
  const text = useCopy(searchCopy);
  const locale = useLocale();
  const now = useNow(60);
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen) here.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <button
      ref={here}
      type="button"
      role="option"
      aria-selected={chosen}
      className="found-row found-hit"
      onClick={onGo}
    >
      <span className="hl-quiet" title={text.kinds[hit.kind]}>
        {ICON[hit.kind]}
      </span>
      <span className="hit-words">
        {pieces(hit.excerpt, hit.spans).map(({ text: words, marked, from }) =>
          marked ? <mark key={from}>{words}</mark> : words,
        )}
      </span>
      <span className="hl-small hl-quiet hl-clip">
        {[hit.label, hit.speaker === hit.label ? "" : hit.speaker].filter(Boolean).join(" · ")}
      </span>
      <time className="hl-small hl-quiet hl-num" title={fullTime(hit.at)}>
        {shortTime(hit.at, now, locale)}
      </time>
    </button>
  );
}
