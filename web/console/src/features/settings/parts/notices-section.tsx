/** How a new conversation announces itself. */
import { Button, Segmented, Switch } from "antd";
import { useState } from "react";

import { chime, chooseSound, soundIsOn } from "@/lib/announce";
import { useCopy } from "@/lib/locale";
import { chooseUndoSeconds, UNDO_CHOICES_S, undoSeconds } from "@/lib/undo-time";

import { copy } from "../copy";

const permission = (): string =>
  "Notification" in globalThis ? Notification.permission : "none";

export function NoticesSection() {
  const { notices: text } = useCopy(copy);
  const [sound, setSound] = useState(soundIsOn);
  const [allowed, setAllowed] = useState(permission);
  const [undo, setUndo] = useState(undoSeconds);
  return (
    <section className="settings-section">
      <p className="hl-quiet">{text.intro}</p>
      <article className="settings-item settings-line">
        <span>
          <strong>{text.sound}</strong>
          <span className="hl-small hl-quiet">{text.soundHint}</span>
        </span>
        <Button size="small" onClick={chime} disabled={!sound}>
          {text.tryIt}
        </Button>
        <Switch
          checked={sound}
          aria-label={text.sound}
          onChange={(on) => {
            chooseSound(on);
            setSound(on);
          }}
        />
      </article>
      <article className="settings-item settings-line">
        <span>
          <strong>{text.desktop}</strong>
          <span className="hl-small hl-quiet">{text.desktopHint}</span>
        </span>
        <span className="hl-quiet">{text.states[allowed]}</span>
        {allowed === "default" ? (
          <Button onClick={() => void Notification.requestPermission().then(setAllowed)}>
            {text.ask}
          </Button>
        ) : null}
      </article>
      <article className="settings-item settings-line">
        <span>
          <strong>{text.undo}</strong>
          <span className="hl-small hl-quiet">{text.undoHint}</span>
        </span>
        <Segmented
          value={undo}
          options={UNDO_CHOICES_S.map((value) => ({ value, label: text.undoFor(value) }))}
          onChange={(seconds) => {
            chooseUndoSeconds(seconds);
            setUndo(seconds);
          }}
        />
      </article>
    </section>
  );
}
