/** Trying the bot: a chat at the left, the reasons of a message at the right. */
import "./trial.css";

import { Problem } from "@hearthline/api";
import { App } from "antd";
import { useReducer, useRef, useState } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { useSay } from "@/lib/words";

import { tryCopy } from "../../copy-try";
import { useLookedAt } from "../../place";
import { useTry } from "../../queries";
import { TryChat } from "./try-chat";
import { FRESH, lookedAt, messageOf, trialReducer, type Who } from "./trial";
import { Why } from "./why";

export function TryView() {
  const text = useCopy(tryCopy);
  const locale = useLocale();
  const say = useSay();
  const { message } = App.useApp();
  const release = useLookedAt();
  const [trial, act] = useReducer(trialReducer, FRESH);
  const [who, setWho] = useState<Who>({ level: "L1", accounts: {}, locale, domains: [] });
  const attempt = useTry();
  const count = useRef(0);
  // An answer that comes after a new beginning belongs to nothing any more.
  const begun = useRef(0);

  function reset(): void {
    begun.current += 1;
    attempt.reset();
    act({ type: "reset" });
  }

  function tell(said: string, choice: string | null): void {
    count.current += 1;
    const [id, beginning] = [count.current, begun.current];
    const session = trial.turns.findLast(({ tried }) => tried !== null)?.tried?.session ?? null;
    act({ type: "said", id, said });
    attempt.mutate(messageOf(who, { text: said, choice }, { release, session }), {
      onSuccess: (tried) => beginning === begun.current && act({ type: "answered", id, tried }),
      onError: (error) => {
        if (beginning !== begun.current) return;
        const isOver = error instanceof Problem && error.code === "trial.over";
        void message.error(isOver ? text.over : say(error));
        if (isOver) reset();
        else act({ type: "failed", id });
      },
    });
  }

  const looked = lookedAt(trial);
  return (
    <div className="trial">
      <TryChat
        trial={trial}
        looked={looked}
        who={who}
        pending={attempt.isPending}
        onWho={(next) => {
          setWho(next);
          reset();
        }}
        onSay={tell}
        onReset={reset}
        onLook={(id) => act({ type: "looked", id })}
      />
      <Why turn={looked} />
    </div>
  );
}
