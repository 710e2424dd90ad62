/** What to do with an open gap: another wording of an item, or a new draft. The suggested deed is the bright one. */
import type { GapFile } from "@hearthline/api";
import { App, Button, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import { useCopy } from "@/lib/locale";
import { percent } from "@/lib/told";
import { useUndo } from "@/lib/undo";
import { useSay } from "@/lib/words";

import { ArticlePick, type PickedArticle } from "../../parts/article-pick";
import { copy } from "../copy";
import { useAccept, useUndoDecision } from "../queries";
import { adviceOf, isNear } from "../words";
import { DraftDialog } from "./draft-dialog";

const LONGEST = 500;

export function Suggestion({ file, onGone }: { file: GapFile; onGone: () => void }) {
  const text = useCopy(copy);
  const [drafting, setDrafting] = useState(false);
  const advice = adviceOf(file);
  const isDraft = advice === "draft";
  const leads = { similar: text.similarLead, weak: text.weakLead, draft: text.draftLead };
  const lead = advice === null ? text.nothingLead : leads[advice];
  return (
    <section className="gap-advice" aria-label={text.suggestion}>
      <p>{lead}</p>
      {isDraft && file.draft ? <p className="kb-text gap-said">{file.draft.answer}</p> : null}
      {isDraft ? (
        <Button type="primary" className="gap-start" onClick={() => setDrafting(true)}>
          {text.draft}
        </Button>
      ) : null}
      <AddWording file={file} isFirst={advice === "similar"} onGone={onGone} />
      {isDraft ? null : (
        <Button
          className="gap-start"
          type={advice === "similar" ? "default" : "primary"}
          onClick={() => setDrafting(true)}
        >
          {text.draft}
        </Button>
      )}
      {drafting ? <DraftDialog file={file} onClose={() => setDrafting(false)} onGone={onGone} /> : null}
    </section>
  );
}

function AddWording({ file, isFirst, onGone }: {
  file: GapFile;
  isFirst: boolean;
  onGone: () => void;
}) {
  const text = useCopy(copy);
  const say = useSay();
  const undo = useUndo();
  const { message } = App.useApp();
  const { near } = file;
  const [article, setArticle] = useState<PickedArticle | null>(
    near && file.advice === "similar" ? { id: near.article_id, title: near.title } : null,
  );
  const [question, setQuestion] = useState(file.title);
  const accept = useAccept();
  const back = useUndoDecision();
  const complain = (error: Error) => void message.error(say(error));

  function add(): void {
    if (article === null) return;
    const body = { article_id: article.id, question: question.trim(), counter: file.counter };
    accept.mutate(
      { id: file.id, body },
      {
        onError: complain,
        onSuccess: () => {
          onGone();
          undo(text.accepted(article.title), () =>
            back.mutate(
              { id: file.id, body: null },
              { onError: complain, onSuccess: () => void message.success(text.undone) },
            ),
          );
        },
      },
    );
  }

  return (
    <div className="kb-fields">
      {near && isNear(near) ? (
        <p className="hl-small hl-quiet">
          {text.near} <Link to={`/knowledge/items/${near.article_id}`}>{near.title}</Link>{" "}
          {text.nearScore(percent(near.score))}
        </p>
      ) : null}
      <Others
        nearest={file.nearest.filter((one) => isNear(one) && one.article_id !== (article?.id ?? near?.article_id))}
        onPick={(one) => setArticle({ id: one.article_id, title: one.title })}
      />
      <div className="gap-wording">
        <label>
          <span className="hl-small hl-quiet">{text.question}</span>
          <Input
            maxLength={LONGEST}
            value={question}
            title={text.questionHint}
            onChange={({ target }) => setQuestion(target.value)}
          />
        </label>
        <label>
          <span className="hl-small hl-quiet">{text.article}</span>
          <ArticlePick value={article} onPick={setArticle} label={text.article} />
        </label>
        <Button
          type={isFirst ? "primary" : "default"}
          disabled={article === null || question.trim() === ""}
          loading={accept.isPending}
          onClick={add}
        >
          {text.accept}
        </Button>
      </div>
    </div>
  );
}

const MOST_OTHERS = 3;

/** Items that it may be as well: one press chooses another. */
function Others({ nearest, onPick }: {
  nearest: GapFile["nearest"];
  onPick: (one: GapFile["nearest"][number]) => void;
}) {
  const text = useCopy(copy);
  if (nearest.length === 0) return null;
  return (
    <p className="kb-marks hl-small hl-quiet">
      {text.others}
      {nearest.slice(0, MOST_OTHERS).map((one) => (
        <Button key={one.article_id} size="small" onClick={() => onPick(one)}>
          {one.title} {percent(one.score)}
        </Button>
      ))}
    </p>
  );
}
