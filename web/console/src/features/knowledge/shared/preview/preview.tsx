/** How an item is told: on the web, in WeChat, on the phone, to an agent. */
import "./preview.css";

import { SoundOutlined } from "@ant-design/icons";
import type { ItemContent } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { Segmented } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";

import { itemCopy } from "../copy";
import { Marked } from "../marked";
import { spokenSeconds, unmarked } from "../plain";
import { previewCopy as copy } from "./copy";

const SHAPES = ["web", "wechat", "phone", "agent"] as const;
type Shape = (typeof SHAPES)[number];
const LONG_S = 25;

/** Whether somebody there would be told it at all. */
export function isTold(content: ItemContent, shape: Shape): boolean {
  if (shape === "agent") return content.audience.includes("agent");
  return content.audience.includes("customer") && content.channels.includes(shape);
}

export function Preview({ content }: { content: ItemContent }) {
  const text = useCopy(copy);
  const [shape, setShape] = useState<Shape>("web");
  return (
    <div className="preview">
      <Segmented<Shape>
        block
        aria-label={text.previewIn}
        value={shape}
        onChange={setShape}
        options={SHAPES.map((value) => ({ value, label: text.shapes[value] }))}
      />
      {isTold(content, shape) ? null : (
        <p className="kb-strip hl-small" data-tone="warn">
          {text.notShown(text.shapes[shape])}
        </p>
      )}
      <div className="preview-ground" data-shape={shape}>
        {shape === "web" ? <Web content={content} /> : null}
        {shape === "wechat" ? <Wechat content={content} /> : null}
        {shape === "phone" ? <Phone content={content} /> : null}
        {shape === "agent" ? <Agent content={content} /> : null}
      </div>
    </div>
  );
}

const asked = ({ questions, title }: ItemContent): string => questions[0] ?? title;

function Web({ content }: { content: ItemContent }) {
  const text = useCopy(copy);
  return (
    <>
      <p className="preview-bubble" data-side="customer">{asked(content)}</p>
      <p className="hl-small hl-quiet">{text.bot} · AI</p>
      <div className="preview-bubble">
        <Said words={content.answer} />
        {content.details === "" ? null : (
          <details>
            <summary>{text.details}</summary>
            <Marked text={content.details} />
          </details>
        )}
      </div>
      {content.related.length === 0 ? null : (
        <p className="hl-small hl-quiet">
          {text.related} · {content.related.length}
        </p>
      )}
    </>
  );
}

function Wechat({ content }: { content: ItemContent }) {
  return (
    <>
      <p className="preview-bubble" data-side="customer">{asked(content)}</p>
      <div className="preview-bubble kb-text">
        <Said words={unmarked(content.answer)} />
      </div>
    </>
  );
}

function Phone({ content }: { content: ItemContent }) {
  const text = useCopy(copy);
  const said = unmarked(content.spoken ?? content.answer);
  const seconds = spokenSeconds(said);
  return (
    <>
      <p className="preview-said kb-text">
        <SoundOutlined /> <Said words={said} />
      </p>
      <p className="hl-small hl-quiet hl-num">{text.seconds(seconds)}</p>
      {content.spoken === null ? <p className="hl-small hl-quiet">{text.readsAnswer}</p> : null}
      {seconds > LONG_S ? (
        <p className="hl-small">
          <Mark tone="warn">{text.long}</Mark>
        </p>
      ) : null}
    </>
  );
}

function Agent({ content }: { content: ItemContent }) {
  const text = useCopy(copy);
  const items = useCopy(itemCopy);
  return (
    <>
      <strong>{content.title || items.untitled}</strong>
      <p className="kb-text">
        <Said words={content.answer} />
      </p>
      {content.professional === "" ? null : (
        <section>
          <span className="hl-small hl-quiet">{text.professional}</span>
          <Marked text={content.professional} />
        </section>
      )}
      {content.details === "" ? null : <Marked text={content.details} />}
      {content.attributes.length === 0 ? null : (
        <dl className="kb-facts">
          {content.attributes.map(({ name, value, unit }, index) => (
            <div key={`${index}-${name}`}>
              <dt>{name}</dt>
              <dd>
                {value} {unit}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {content.source === "" ? null : (
        <p className="hl-small hl-quiet">
          {items.fields.source} · {content.source}
        </p>
      )}
    </>
  );
}

function Said({ words }: { words: string }) {
  const text = useCopy(copy);
  return words.trim() === "" ? <span className="hl-quiet">{text.notYet}</span> : <Marked text={words} />;
}
