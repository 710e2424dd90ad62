/** The chat: what the tried customer says, and what the bot answers, with its choices. */
import { ReloadOutlined, SendOutlined } from "@ant-design/icons";
import type { Tried } from "@hearthline/api";
import { EmptyPlace, Mark } from "@hearthline/ui";
import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";

import { isComposing } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useMarks } from "@/lib/told";

import { tryCopy } from "../../copy-try";
import type { Trial, Turn, Who } from "./trial";
import { TryAs } from "./try-as";

export interface ChatProps {
  trial: Trial;
  looked: Turn | null;
  who: Who;
  pending: boolean;
  onWho: (who: Who) => void;
  onSay: (text: string, choice: string | null) => void;
  onReset: () => void;
  onLook: (id: number) => void;
}

export function TryChat({ trial, looked, who, pending, onWho, onSay, onReset, onLook }: ChatProps) {
  const text = useCopy(tryCopy);
  const last = trial.turns.at(-1);
  return (
    <section className="trial-chat" aria-label={text.box}>
      <header className="hl-bar trial-bar">
        <TryAs who={who} onWho={onWho} />
        <Button className="push" icon={<ReloadOutlined />} disabled={!last} onClick={onReset}>
          {text.reset}
        </Button>
      </header>
      <div className="trial-thread" role="log" aria-live="polite">
        {last ? null : (
          <EmptyPlace
            title={text.empty[0]}
            deed={
              <div className="trial-chips">
                {text.samples.map((sample) => (
                  <Button key={sample} onClick={() => onSay(sample, null)}>
                    {sample}
                  </Button>
                ))}
              </div>
            }
          >
            {text.empty[1]}
          </EmptyPlace>
        )}
        {trial.turns.map((turn) => (
          <Said
            key={turn.id}
            turn={turn}
            isLooked={turn === looked}
            isLast={turn === last}
            isPending={pending}
            onSay={onSay}
            onLook={onLook}
          />
        ))}
        {last && last.tried === null ? (
          <p className="trial-bubble" data-who="bot" role="status">
            <span className="hl-quiet">{text.thinking}…</span>
          </p>
        ) : null}
        {last ? <End key={`${last.id} ${last.tried !== null}`} /> : null}
      </div>
      <Box pending={pending} onSay={onSay} />
    </section>
  );
}

/** The end of the thread; a new one comes into sight. */
function End() {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers return a promise here, which is no clean-up of an effect.
    void end.current?.scrollIntoView?.({ block: "end" });
  }, []);
  return <div ref={end} />;
}

function Said({ turn, isLooked, isLast, isPending, onSay, onLook }: {
  turn: Turn;
  isLooked: boolean;
  isLast: boolean;
  isPending: boolean;
  onSay: ChatProps["onSay"];
  onLook: (id: number) => void;
}) {
  const text = useCopy(tryCopy);
  return (
    <>
      <button
        type="button"
        className="trial-bubble"
        data-who="customer"
        aria-pressed={isLooked}
        title={text.seeWhy}
        onClick={() => onLook(turn.id)}
      >
        {turn.said}
      </button>
      {turn.tried?.replies.map((reply, index) => (
        <Reply
          key={index}
          reply={reply}
          mayChoose={isLast && !isPending}
          onChoose={({ label, value }) => onSay(label, value)}
        />
      ))}
    </>
  );
}

type Said1 = Tried["replies"][number];

function Reply({ reply, mayChoose, onChoose }: {
  reply: Said1;
  mayChoose: boolean;
  onChoose: (choice: Said1["choices"][number]) => void;
}) {
  const text = useCopy(tryCopy);
  const marks = useMarks();
  const [kind = "", name] = reply.source.split(":");
  return (
    <div className="trial-reply">
      <p className="trial-bubble" data-who="bot">
        {reply.text}
      </p>
      {reply.choices.length > 0 ? (
        <div className="trial-chips">
          {reply.choices.map((choice) => (
            <Button key={choice.value} size="small" disabled={!mayChoose} onClick={() => onChoose(choice)}>
              {choice.label}
            </Button>
          ))}
        </div>
      ) : null}
      <span className="hl-small hl-quiet">
        {text.sources[kind] ?? kind} <span className="bot-code">{name}</span>{" "}
        {reply.citations.map((title) => (
          <Mark key={title}>
            {text.citation}
            {marks.colon}
            {title}
          </Mark>
        ))}
      </span>
    </div>
  );
}

function Box({ pending, onSay }: { pending: boolean; onSay: ChatProps["onSay"] }) {
  const text = useCopy(tryCopy);
  const [typed, setTyped] = useState("");
  const said = typed.trim();
  function send(): void {
    if (said === "" || pending) return;
    setTyped("");
    onSay(said, null);
  }
  return (
    <form
      className="trial-box"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={1_000}
        placeholder={text.box}
        aria-label={text.box}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
          event.preventDefault();
          send();
        }}
      />
      <Button
        type="primary"
        htmlType="submit"
        icon={<SendOutlined />}
        loading={pending}
        disabled={said === ""}
      >
        {text.send}
      </Button>
    </form>
  );
}
