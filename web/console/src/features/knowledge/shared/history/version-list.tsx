/** The versions of an item, the newest first: who wrote and approved each, when it was in force. */
import type { Publication, Revision } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Button } from "antd";

import { momentShown } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { itemCopy } from "../copy";
import { When } from "../marks";
import { historyCopy } from "./copy";

interface ListProps {
  revisions: Revision[];
  publications: Publication[];
  sides: { before: number | null; after: number | null };
  onPick: (version: number) => void;
  onRollBack: (version: number) => void;
}

/** Whether it may be put back: it was in force, and another is now. */
export const mayGoBack = (version: number, publications: readonly Publication[]): boolean =>
  publications.some((one) => one.version === version) &&
  !publications.some((one) => one.version === version && one.withdrawn_at === null);

export function VersionList({ revisions, publications, sides, onPick, onRollBack }: ListProps) {
  const text = useCopy(historyCopy);
  return (
    <ol className="versions" aria-label={text.pick}>
      {revisions.map((revision) => (
        <Version
          key={revision.version}
          revision={revision}
          publications={publications}
          isPicked={[sides.before, sides.after].includes(revision.version)}
          onPick={onPick}
          onRollBack={onRollBack}
        />
      ))}
    </ol>
  );
}

function Version({ revision, publications, isPicked, onPick, onRollBack }: {
  revision: Revision;
  publications: Publication[];
  isPicked: boolean;
  onPick: (version: number) => void;
  onRollBack: (version: number) => void;
}) {
  const text = useCopy(historyCopy);
  const items = useCopy(itemCopy);
  const may = useMay();
  const { version, author, reviewer, note, origin, created_at: at, is_published: isLive } = revision;
  const [last] = publications.filter((one) => one.version === version);
  return (
    <li data-picked={isPicked}>
      <button type="button" className="version-pick" aria-pressed={isPicked} onClick={() => onPick(version)}>
        <span className="hl-bar">
          <strong>{items.version(version)}</strong>
          {isLive ? <Mark tone="good">{text.live}</Mark> : null}
          <span className="hl-small hl-quiet push">
            <When at={at} />
          </span>
        </span>
        <span className="hl-small hl-quiet">
          {author ? text.wroteBy(author.name) : items.origins[origin]}
          {reviewer ? ` · ${text.reviewedBy(reviewer.name)}` : ""}
        </span>
        {note === "" ? null : <span className="hl-small">{note}</span>}
        <span className="hl-small hl-quiet">
          {last === undefined
            ? text.never
            : text.inForce(
                momentShown(last.published_at),
                last.withdrawn_at === null ? null : momentShown(last.withdrawn_at),
              )}
        </span>
      </button>
      {may("knowledge.review") && mayGoBack(version, publications) ? (
        <Button size="small" onClick={() => onRollBack(version)}>
          {text.rollBack}
        </Button>
      ) : null}
    </li>
  );
}
