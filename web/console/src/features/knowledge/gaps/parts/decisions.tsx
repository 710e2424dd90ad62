/** What was decided on a gap, newest first; the last one can be taken back. */
import type { GapDeed, GapFile } from "@hearthline/api";
import { App, Button } from "antd";
import { Link } from "react-router";

import { useWho } from "@/lib/colleagues";
import { useCopy, useLocale } from "@/lib/locale";
import { fullTime, shortTime, useNow } from "@/lib/time";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { useUndoDecision } from "../queries";

function useDeedWords(): (deed: GapDeed) => string {
  const { deeds } = useCopy(copy);
  const who = useWho();
  return ({ deed, by, question, others, reason }) => {
    const name = who(by);
    if (deed === "accepted") return deeds.accepted(name, question);
    if (deed === "drafted") return deeds.drafted(name, question);
    if (deed === "merged") return deeds.merged(name, others.length);
    return deeds.dismissed(name, reason);
  };
}

export function Decisions({ file }: { file: GapFile }) {
  const text = useCopy(copy);
  const say = useSay();
  const locale = useLocale();
  const now = useNow(60);
  const told = useDeedWords();
  const { message } = App.useApp();
  const back = useUndoDecision();
  if (file.deeds.length === 0) return null;
  const last = file.deeds.filter(({ undone_at }) => undone_at === null).toSorted((a, b) => b.at.localeCompare(a.at))[0];
  return (
    <section className="kb-section">
      <h3>{text.history}</h3>
      <ul className="kb-plain">
        {file.deeds.map((deed) => (
          <li key={deed.id} className="kb-line">
            <span data-undone={deed.undone_at !== null} className="gap-deed">
              {told(deed)}
              {deed.article_id === null || deed.undone_at !== null ? null : (
                <>
                  {" "}
                  <Link to={`/knowledge/items/${deed.article_id}`}>{text.openArticle}</Link>
                </>
              )}
            </span>
            {deed.undone_at === null ? null : <span className="hl-small hl-quiet">{text.deeds.undone}</span>}
            <time className="hl-num hl-small hl-quiet" dateTime={deed.at} title={fullTime(deed.at)}>
              {shortTime(deed.at, now, locale)}
            </time>
            {deed.id === last?.id ? (
              <Button
                size="small"
                loading={back.isPending}
                onClick={() =>
                  back.mutate(
                    { id: file.id, body: null },
                    {
                      onError: (error) => void message.error(say(error)),
                      onSuccess: () => void message.success(text.undone),
                    },
                  )
                }
              >
                {text.undo}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
