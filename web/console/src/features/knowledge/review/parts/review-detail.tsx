/** One draft that was handed in: what it changes, how it will look, and the decision. */
import type { Review } from "@hearthline/api";
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
  const { article_id: id, title, note } = review;
  return (
    <section className="review-detail">
      <div className="kb-page">
        <div className="kb-bar">
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
        {see === "diff" ? <Changes review={review} /> : <Looks id={id} />}
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
  const differences = useDiff(id, { before: base === 0 ? null : base, after: null });
  return (
    <Shown of={differences} title={diff.failed} shape={<BoneRows n={4} />}>
      {(fields) => (
        <>
          <p className="hl-small hl-quiet">{base === 0 ? diff.fresh : diff.changed(fields.length)}</p>
          <Differences
            fields={fields}
            before={base === 0 ? "" : text.before(items.version(base))}
            after={text.after}
          />
        </>
      )}
    </Shown>
  );
}

function Looks({ id }: { id: string }) {
  const copied = useCopyOf(id);
  return (
    <Shown of={copied} shape={<BoneRows n={4} />}>
      {(known) =>
        known === null ? null : (
          <div className="review-preview">
            <Preview content={known.content} />
          </div>
        )
      }
    </Shown>
  );
}
