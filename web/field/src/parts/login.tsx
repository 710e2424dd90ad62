import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useSurroundings } from "../context";
import { asTrouble, type Trouble } from "../lib/problem";
import { tally } from "../sync/entry";
import { Field, Wrong } from "./sheet";

/** The log-in, the first and every later one; what was recorded waits behind it untouched. */
export function Login({ onLater }: { onLater: (() => void) | null }): JSX.Element {
  const { engine, server, state, copy } = useSurroundings();
  const known = state.kept.person;
  const [tenant, setTenant] = useState(state.kept.tenantSlug);
  const [username, setUsername] = useState(known?.username ?? "");
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState("");
  const [isBusy, setBusy] = useState(false);
  const waiting = known === null ? 0 : tally(state.entries, known.id).waiting;

  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setWrong("");
    try {
      const claim = { tenant: tenant.trim(), username: username.trim(), password };
      await engine.signedIn(await server.logIn(claim));
    } catch (thrown) {
      setWrong(wordsFor(asTrouble(thrown)));
    } finally {
      setBusy(false);
    }
  };
  const wordsFor = (trouble: Trouble): string => {
    if (trouble.code === "field.not_a_worker") return copy.login.notWorker;
    if (trouble.told !== "") return trouble.told;
    return trouble.kind === "signed_out" ? copy.login.wrong : copy.troubles.network;
  };
  return (
    <main class="login">
      <form onSubmit={(event) => void submit(event)}>
        <h1>{copy.product}</h1>
        <p class="lead">{state.mustLogIn ? copy.login.again : copy.login.lead}</p>
        {waiting > 0 && (
          <p class="remark" role="status">
            {copy.login.waiting(waiting)}
          </p>
        )}
        {!state.isOnline && <p class="remark remark-warn">{copy.login.offline}</p>}
        <Field label={copy.login.username}>
          <input
            value={username}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            required
            onInput={(event) => setUsername(event.currentTarget.value)}
          />
        </Field>
        <Field label={copy.login.password}>
          <input
            type="password"
            value={password}
            autocomplete="current-password"
            required
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </Field>
        <Field label={copy.login.tenant} isOptional>
          <input
            value={tenant}
            autocapitalize="none"
            autocomplete="organization"
            onInput={(event) => setTenant(event.currentTarget.value)}
          />
        </Field>
        <Wrong words={wrong} />
        <button class="main" disabled={isBusy}>
          {copy.login.submit}
        </button>
        {onLater !== null && (
          <button type="button" class="second" onClick={onLater}>
            {copy.login.later}
          </button>
        )}
      </form>
    </main>
  );
}
