import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useSurroundings } from "../context";
import { installable, useInstallable } from "../lib/install";
import { chooseLocale } from "../lib/locale";
import { tally } from "../sync/entry";
import { Icon } from "./icons";

/** Who is logged in on this phone, the language, installing, and the way out. */
export function Account(): JSX.Element {
  const { state, copy, engine, server, locale } = useSurroundings();
  const canInstall = useInstallable();
  const [isAsking, setAsking] = useState(false);
  const { person } = state.kept;
  const { waiting } = tally(state.entries, person?.id ?? "");
  const logOut = async () => {
    await server.logOut().catch(() => undefined);
    await engine.signedOut();
    location.hash = "#/";
  };
  return (
    <>
      <header class="top">
        <a class="quiet" href="#/" aria-label={copy.task.back}>
          <Icon name="back" />
        </a>
        <h1>{copy.account.title}</h1>
      </header>
      <main class="list">
        <p class="phone">
          {person?.name} <small>{person?.username}</small>
        </p>
        <button
          type="button"
          class="second"
          lang={locale === "en" ? "zh-CN" : "en"}
          onClick={() => chooseLocale(locale === "en" ? "zh-CN" : "en")}
        >
          {copy.account.language}
        </button>
        {canInstall ? (
          <button type="button" class="second" onClick={() => void installable.ask()}>
            {copy.account.install}
          </button>
        ) : (
          <p class="hint">{copy.account.installHint}</p>
        )}
        <button type="button" class="second" onClick={() => setAsking(true)}>
          {copy.account.logOut}
        </button>
        {isAsking && (
          <div class="ask" role="alertdialog" aria-label={copy.account.logOut}>
            <p>{copy.account.logOutAsk(waiting)}</p>
            <div class="pair">
              <button type="button" class="second" onClick={() => setAsking(false)}>
                {copy.sheet.cancel}
              </button>
              <button type="button" class="second second-danger" onClick={() => void logOut()}>
                {copy.account.logOut}
              </button>
            </div>
          </div>
        )}
      </main>
    </>
  );
}
