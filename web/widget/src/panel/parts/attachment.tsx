import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Message } from "../wire/messages";
import { useSurroundings } from "./context";
import { Icon } from "./icons";

export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** The address of a message's file: the link it came with, then fresh ones on demand. */
function useLink(message: Message) {
  const { chat } = useSurroundings();
  const [address, setAddress] = useState(() => chat.api.fileAddress(message.data["url"]));
  const [tries, setTries] = useState(0);
  const renew = async (): Promise<string | null> => {
    const fresh = await chat.api.freshFileAddress(message.seq).catch(() => null);
    setTries(tries + 1);
    setAddress(fresh);
    return fresh;
  };
  return { address, tries, renew };
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function save(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.target = "_blank";
  link.rel = "noopener";
  link.click();
}

function FileBubble({ message }: { message: Message }): JSX.Element {
  const { copy } = useSurroundings();
  const { renew } = useLink(message);
  const [isGone, setGone] = useState(false);
  const { data } = message;
  const name = text(data["name"]) ?? copy.file;
  const bytes = typeof data["bytes"] === "number" ? size(data["bytes"]) : "";
  const open = async () => {
    const address = await renew();
    setGone(address === null);
    if (address !== null) save(address, name);
  };
  return (
    <div class="bubble file">
      <Icon name="file" />
      <span class="file-words">
        <span class="file-name">{name}</span>
        <small>{isGone ? copy.fileGone : bytes}</small>
      </span>
      <button type="button" class="link" onClick={() => void open()}>
        {copy.openFile}
      </button>
    </div>
  );
}

/** A picture or a recording in the thread; a link that ended is renewed once by itself. */
function Media({ message }: { message: Message }): JSX.Element {
  const { copy } = useSurroundings();
  const { address, tries, renew } = useLink(message);
  const [isGone, setGone] = useState(address === null);
  const broken = () => (tries === 0 ? void renew() : setGone(true));
  if (isGone || address === null) {
    const again = () => void renew().then((fresh) => setGone(fresh === null));
    return (
      <button type="button" class="picture picture-blank link" onClick={again}>
        {copy.fileGone}
      </button>
    );
  }
  if (message.kind === "audio") {
    return <audio class="audio" controls src={address} aria-label={copy.audio} onError={broken} />;
  }
  return (
    <a class="picture" href={address} target="_blank" rel="noopener">
      <img src={address} alt={text(message.data["name"]) ?? copy.image} onError={broken} />
    </a>
  );
}

export function Attachment({ message }: { message: Message }): JSX.Element {
  const isMedia = message.kind === "image" || message.kind === "audio";
  return isMedia ? <Media message={message} /> : <FileBubble message={message} />;
}
