/** What was handed in, the longest waiting first, beside what it changes. */
import type { Review } from "@hearthline/api";
import { EmptyPlace, Mark } from "@hearthline/ui";
import { Button } from "antd";
import { NavLink, useNavigate, useParams } from "react-router";

import { useHotkeys } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { BoneRows, Shown } from "@/lib/shown";

import { itemCopy } from "../../shared/copy";
import { When } from "../../shared/marks";
import { copy } from "../copy";
import { useReviews } from "../queries";
import { ReviewDetail } from "./review-detail";

const at = (id: string): string => `/knowledge/review/${id}`;

export function QueueView() {
  const text = useCopy(copy);
  const reviews = useReviews();
  return (
    <Shown of={reviews} title={text.failed} shape={<BoneRows n={5} />}>
      {(waiting) => <Queue waiting={waiting} more={<More of={reviews} />} />}
    </Shown>
  );
}

function More({ of }: { of: ReturnType<typeof useReviews> }) {
  const text = useCopy(copy);
  if (!of.hasNextPage) return null;
  return (
    <Button type="text" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
      {text.more}
    </Button>
  );
}

function Queue({ waiting, more }: { waiting: Review[]; more: React.ReactNode }) {
  const text = useCopy(copy);
  const navigate = useNavigate();
  const id = useParams()["*"] ?? "";
  const here = waiting.findIndex((one) => one.article_id === id);
  const chosen = waiting[here];
  function go(step: number): void {
    const next = waiting[here < 0 ? 0 : here + step];
    if (next) void navigate(at(next.article_id));
  }
  useHotkeys([
    { on: "Alt+ArrowLeft", do: () => go(-1) },
    { on: "Alt+ArrowRight", do: () => go(1) },
  ]);
  /** What is decided leaves the list; the one after it comes up. */
  function onDecided(): void {
    const next = waiting[here + 1] ?? waiting[here - 1];
    void navigate(next ? at(next.article_id) : "/knowledge/review", { replace: true });
  }
  if (waiting.length === 0) return <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace>;
  const nothing = id === "" ? text.choose : text.gone;
  return (
    <div className="review-body">
      <nav className="review-list" aria-label={text.views.queue}>
        {waiting.map((review) => (
          <Row key={review.article_id} review={review} />
        ))}
        {more}
      </nav>
      {chosen ? (
        <ReviewDetail key={`${chosen.article_id}-${chosen.counter}`} review={chosen} onDecided={onDecided} />
      ) : (
        <EmptyPlace title={nothing[0]}>{nothing[1]}</EmptyPlace>
      )}
    </div>
  );
}

function Row({ review }: { review: Review }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  const { title, kind, based_on: base, mine, submitted_by: by, submitted_at: since } = review;
  return (
    <NavLink to={at(review.article_id)} className="review-row">
      <span className="hl-clip">{title || items.untitled}</span>
      <span className="hl-small hl-quiet review-facts">
        {items.kinds[kind]} · {text.submitted(by?.name ?? text.somebody)}
        {base === 0 ? <Mark tone="info">{text.fresh}</Mark> : null}
        {mine ? <Mark tone="warn">{text.mine}</Mark> : null}
        <span className="push">
          <When at={since} />
        </span>
      </span>
    </NavLink>
  );
}
