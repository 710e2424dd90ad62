import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Message } from "../wire/messages";
import { useSurroundings } from "./context";
import { Icon } from "./icons";

const SAFE_TO_SHOW = /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+)$/;

export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

type Loaded = { address: string; mime: string } | "loading" | "gone";

/** The file behind a message: fetched with the session's token, so never by a bare address. */
function useFile(uploadId: string, wanted: boolean): [Loaded, () => void] {
  const { chat } = useSurroundings();
  const [loaded, setLoaded] = useState<Loaded>("loading");
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!wanted && round === 0) return;
    let address: string | null = null;
    let isHere = true;
    setLoaded("loading");
    chat.api.file(uploadId).then(
      (blob) => {
        if (!isHere) return;
        address = URL.createObjectURL(blob);
        setLoaded({ address, mime: blob.type });
      },
      () => isHere && setLoaded("gone"),
    );
    return () => {
      isHere = false;
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [uploadId, wanted, round]);
  return [loaded, () => setRound((value) => value + 1)];
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function FileBubble(props: { message: Message; loaded: Loaded; load: () => void }): JSX.Element {
  const { copy } = useSurroundings();
  const { data } = props.message;
  const name = text(data["name"]) ?? text(data["filename"]) ?? copy.file;
  const bytes = typeof data["bytes"] === "number" ? size(data["bytes"]) : "";
  const isReady = typeof props.loaded === "object";
  return (
    <div class="bubble file">
      <Icon name="file" />
      <span class="file-words">
        <span class="file-name">{name}</span>
        <small>{props.loaded === "gone" ? copy.fileGone : bytes}</small>
      </span>
      {isReady && typeof props.loaded === "object" ? (
        <a href={props.loaded.address} download={name}>
          {copy.openFile}
        </a>
      ) : (
        <button type="button" class="link" onClick={props.load}>
          {copy.openFile}
        </button>
      )}
    </div>
  );
}

export function Attachment({ message }: { message: Message }): JSX.Element {
  const { copy } = useSurroundings();
  const isMedia = message.kind === "image" || message.kind === "audio";
  const [loaded, load] = useFile(String(message.data["upload_id"]), isMedia);
  const canShow = typeof loaded === "object" && SAFE_TO_SHOW.test(loaded.mime);
  if (message.kind === "audio" && canShow) {
    return <audio class="audio" controls src={loaded.address} aria-label={copy.audio} />;
  }
  if (message.kind !== "image" || (typeof loaded === "object" && !canShow)) {
    return <FileBubble message={message} loaded={loaded} load={load} />;
  }
  if (loaded === "loading") return <div class="picture picture-blank" aria-label={copy.loading} />;
  if (loaded === "gone") {
    return (
      <button type="button" class="picture picture-blank link" onClick={load}>
        {copy.fileGone}
      </button>
    );
  }
  return (
    <a class="picture" href={loaded.address} target="_blank" rel="noopener">
      <img src={loaded.address} alt={message.text === "" ? copy.image : message.text} />
    </a>
  );
}
