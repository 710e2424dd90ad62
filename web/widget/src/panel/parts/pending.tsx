import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { UploadItem } from "../store";
import type { Draft } from "../thread/outbox";
import { size } from "./attachment";
import { Frame } from "./bubble";
import { useSurroundings } from "./context";
import { Icon } from "./icons";
import { Words } from "./words";

function Deeds(props: { resend: (() => void) | null; remove: () => void }): JSX.Element {
  const { copy } = useSurroundings();
  return (
    <span class="deeds">
      {props.resend !== null && (
        <button type="button" class="link" onClick={props.resend}>
          {copy.resend}
        </button>
      )}
      <button type="button" class="link link-quiet" onClick={props.remove}>
        {copy.remove}
      </button>
    </span>
  );
}

function useSecondsUntil(moment: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (moment <= Date.now()) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [moment]);
  return Math.max(0, Math.ceil((moment - now) / 1_000));
}

function DraftFate({ draft }: { draft: Draft }): JSX.Element {
  const { chat, copy } = useSurroundings();
  const seconds = useSecondsUntil(draft.fault === "too_many" ? draft.notBefore : 0);
  if (draft.state !== "failed") {
    return <div class="fate">{seconds > 0 ? copy.rateWait(seconds) : copy.sending}</div>;
  }
  const isLost = draft.fault === "too_large" || draft.fault === "invalid";
  return (
    <div class="fate fate-failed" role="alert">
      <span>
        <Icon name="warn" />
        {copy.failed}：{copy.faults[draft.fault ?? "network"]}
      </span>
      <Deeds
        resend={isLost ? null : () => chat.outbox.retry(draft.clientId)}
        remove={() => chat.outbox.discard(draft.clientId)}
      />
    </div>
  );
}

export function DraftRow({ draft }: { draft: Draft }): JSX.Element {
  return (
    <Frame isMine>
      <div class={draft.state === "failed" ? "bubble bubble-failed" : "bubble bubble-pending"}>
        <Words text={draft.shown} />
      </div>
      <DraftFate draft={draft} />
    </Frame>
  );
}

export function UploadRow({ item }: { item: UploadItem }): JSX.Element {
  const { chat, copy } = useSurroundings();
  const percent = Math.round(item.ratio * 100);
  const isLost = item.fault === "too_large" || item.fault === "empty";
  return (
    <Frame isMine>
      {item.preview === null ? (
        <div class="bubble file bubble-pending">
          <Icon name="file" />
          <span class="file-words">
            <span class="file-name">{item.name}</span>
            <small>{size(item.bytes)}</small>
          </span>
        </div>
      ) : (
        <div class="picture picture-pending">
          <img src={item.preview} alt={item.name} />
        </div>
      )}
      {item.fault === null ? (
        <div class="fate">
          <progress max={100} value={percent} aria-label={item.name} />
          {copy.uploading(percent)}
          <button type="button" class="link link-quiet" onClick={() => chat.uploads.discard(item.id)}>
            {copy.cancel}
          </button>
        </div>
      ) : (
        <div class="fate fate-failed" role="alert">
          <span>
            <Icon name="warn" />
            {item.fault === "empty" ? copy.emptyFile : copy.faults[item.fault]}
          </span>
          <Deeds
            resend={isLost ? null : () => chat.uploads.retry(item.id)}
            remove={() => chat.uploads.discard(item.id)}
          />
        </div>
      )}
    </Frame>
  );
}
