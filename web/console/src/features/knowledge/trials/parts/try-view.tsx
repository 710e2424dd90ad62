/** A question, as whom it is asked, and what comes of it with the reasons. */
import { AimOutlined, SearchOutlined } from "@ant-design/icons";
import { EmptyPlace, ErrorPlace } from "@hearthline/ui";
import { Button, Input } from "antd";
import { type ReactNode, useState } from "react";

import { isComposing } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { BoneRows } from "@/lib/shown";
import { useMarks } from "@/lib/told";
import { useSay, words } from "@/lib/words";

import { ArticlePick, type PickedArticle } from "../../parts/article-pick";
import { copy } from "../copy";
import { asAsked, type Eyes, USUAL } from "../eyes";
import { useTry } from "../queries";
import { EyesForm } from "./eyes-form";
import { HitSeen } from "./hit-seen";
import { KeepDialog } from "./keep-dialog";

export function TryView({ head }: { head: ReactNode }) {
  const text = useCopy(copy);
  const [question, setQuestion] = useState("");
  const [eyes, setEyes] = useState<Eyes>(USUAL);
  const [missing, setMissing] = useState<PickedArticle | null>(null);
  const attempt = useTry();
  function ask(as: Eyes, article: PickedArticle | null): void {
    if (question.trim() === "") return;
    attempt.mutate({
      ...asAsked(as),
      question: question.trim(),
      limit: 10,
      article_id: article?.id ?? null,
    });
  }
  return (
    <div className="hl-page trial-page">
      <div className="hl-bar">
        {head}
        <span className="hl-quiet">{text.intro}</span>
      </div>
      <div className="trial-ask">
        <Input
          size="large"
          autoFocus
          maxLength={500}
          prefix={<SearchOutlined />}
          placeholder={text.question}
          aria-label={text.question}
          value={question}
          onChange={({ target }) => setQuestion(target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !isComposing(event)) ask(eyes, missing);
          }}
        />
        <Button
          size="large"
          type="primary"
          disabled={question.trim() === ""}
          loading={attempt.isPending}
          onClick={() => ask(eyes, missing)}
        >
          {text.ask}
        </Button>
      </div>
      <EyesForm
        eyes={eyes}
        onEyes={(next) => {
          setEyes(next);
          if (attempt.data) ask(next, missing);
        }}
      />
      <Outcome attempt={attempt} question={question} eyes={eyes} onAgain={() => ask(eyes, missing)} />
      {attempt.data ? (
        <section className="kb-section trial-missing">
          <h3>{text.why}</h3>
          <ArticlePick
            value={missing}
            label={text.whyPick}
            onPick={(article) => {
              setMissing(article);
              if (article) ask(eyes, article);
            }}
          />
          {missing === null ? null : <Hindrances names={attempt.data.hindrances} />}
        </section>
      ) : null}
    </div>
  );
}

function Outcome({ attempt, question, eyes, onAgain }: {
  attempt: ReturnType<typeof useTry>;
  question: string;
  eyes: Eyes;
  onAgain: () => void;
}) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const may = useMay();
  const [keeping, setKeeping] = useState(false);
  if (attempt.error) {
    return <ErrorPlace title={text.failed} detail={say(attempt.error)} again={common.again} onAgain={onAgain} />;
  }
  if (attempt.isPending && !attempt.data) return <BoneRows n={4} />;
  if (!attempt.data) {
    return (
      <EmptyPlace icon={<AimOutlined />} title={text.start[0]}>
        {text.start[1]}
      </EmptyPlace>
    );
  }
  const { items } = attempt.data;
  return (
    <section className="kb-section">
      <div className="hl-bar">
        <strong role="status">{text.found(items.length)}</strong>
        {may("knowledge.edit") ? (
          <Button size="small" className="gap-push" onClick={() => setKeeping(true)}>
            {text.keep}
          </Button>
        ) : null}
      </div>
      {items.length === 0 ? <EmptyPlace title={text.none[0]}>{text.none[1]}</EmptyPlace> : null}
      <ol className="trial-hits">
        {items.map((hit) => (
          <HitSeen key={hit.article_id} hit={hit} />
        ))}
      </ol>
      {keeping ? (
        <KeepDialog question={question.trim()} hits={items} eyes={eyes} onClose={() => setKeeping(false)} />
      ) : null}
    </section>
  );
}

function Hindrances({ names }: { names: string[] }) {
  const text = useCopy(copy);
  const marks = useMarks();
  if (names.length === 0) return <p role="status">{text.seen}</p>;
  return <p role="status">{names.map((name) => text.hindrances[name] ?? name).join(marks.list)}</p>;
}
