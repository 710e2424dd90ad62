/** One draft that was handed in: what it changes, how it will look, and the decision. */
import type { ItemContent, Review } from "@hearthline/api";
import { Segmented } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";

import { Preview } from "../../shared/preview/preview";
import { itemCopy } from "../../shared/copy";
import { diffCopy } from "../../shared/diff/copy";
import { Differences } from "../../shared/diff/differences";
import { useCopyOf, useDiff } from "../../shared/queries";
import { ReadFacts, ReadText } from "../../shared/reader";
import { copy } from "../copy";
import { Decision } from "./decision";

const SEES = ["diff", "preview"] as const;
type See = (typeof SEES)[number];

interface DetailProps {
  review: Review;
  onDecided: () => void;
}

export function ReviewDetail({ review, onDecided }: DetailProps) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const [see, setSee] = useState<See>("diff");
  const { article_id: id, title, note, based_on: base } = review;
  return (
    <section className="review-detail">
      <div className="hl-page">
        <div className="hl-bar">
          <h2>{title || items.untitled}</h2>
          <Link to={`/knowledge/items/${id}`}>{text.open}</Link>
          <Segmented<See>
            className="push"
            value={see}
            onChange={setSee}
            options={SEES.map((value) => ({ value, label: text.see[value] }))}
          />
        </div>
        {note === "" ? null : <p>{text.note(note)}</p>}
        {see === "diff" && base > 0 ? <Changes review={review} /> : null}
        {see === "diff" && base === 0 ? (
          <Whole id={id}>{(content) => <Fresh content={content} />}</Whole>
        ) : null}
        {see === "preview" ? (
          <Whole id={id}>
            {(content) => (
              <div className="review-preview">
                <Preview content={content} />
              </div>
            )}
          </Whole>
        ) : null}
      </div>
      <Decision review={review} onDecided={onDecided} />
    </section>
  );
}

function Changes({ review }: { review: Review }) {
  const text = useCopy(copy);
  const diff = useCopy(diffCopy);
  const items = useCopy(itemCopy);
  const { article_id: id, based_on: base } = review;
  const differences = useDiff(id, { before: base, after: null });
  return (
    <Shown of={differences} title={diff.failed} shape={<BoneRows n={4} />}>
      {(fields) => (
        <>
          <p className="hl-small hl-quiet">{diff.changed(fields.length)}</p>
          <Differences fields={fields} before={text.before(items.version(base))} after={text.after} />
        </>
      )}
    </Shown>
  );
}

/** A new item has nothing to be compared with: it is read. */
function Fresh({ content }: { content: ItemContent }) {
  const diff = useCopy(diffCopy);
  return (
    <div className="review-fresh">
      <p className="hl-small hl-quiet">{diff.fresh}</p>
      <ReadText content={content} />
      <ReadFacts content={content} />
    </div>
  );
}

function Whole({ id, children }: { id: string; children: (content: ItemContent) => React.ReactNode }) {
  const copied = useCopyOf(id);
  return (
    <Shown of={copied} shape={<BoneRows n={4} />}>
      {(known) => (known === null ? null : children(known.content))}
    </Shown>
  );
}
