/** An item as it is read, where it is not written: what is filled in, and nothing else. */
import "./reader.css";

import type { ItemContent } from "@hearthline/api";

import { momentShown } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { useMarks } from "@/lib/told";

import { type Field, itemCopy } from "./copy";
import { toldValue } from "./diff/told";
import { FileName } from "./file-name";
import { Marked } from "./marked";

const TEXTS = ["answer", "professional", "spoken", "details"] as const;
const FACTS = [
  "catalogue", "tags", "audience", "channels", "customer_classes", "regions", "keywords", "source",
  "owner", "review_on",
] as const satisfies readonly Field[];

export function ReadText({ content }: { content: ItemContent }) {
  const items = useCopy(itemCopy);
  return (
    <article className="reader">
      <h1 className="reader-title">{content.title || items.untitled}</h1>
      {content.questions.length === 0 ? null : (
        <section>
          <h3 className="hl-quiet">{items.fields.questions}</h3>
          <ul className="reader-questions">
            {content.questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </section>
      )}
      {TEXTS.map((name) =>
        content[name] ? (
          <section key={name}>
            <h3 className="hl-quiet">{items.fields[name]}</h3>
            <Marked text={content[name]} />
          </section>
        ) : null,
      )}
      <ReadFiles content={content} />
      {content.attributes.length === 0 ? null : (
        <section>
          <h3 className="hl-quiet">{items.fields.attributes}</h3>
          <dl className="kb-facts">
            {content.attributes.map(({ name, value, unit }, at) => (
              <div key={`${at}-${name}`}>
                <dt>{name}</dt>
                <dd>
                  {value} {unit}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </article>
  );
}

function ReadFiles({ content: { attachments } }: { content: ItemContent }) {
  const items = useCopy(itemCopy);
  if (attachments.length === 0) return null;
  return (
    <section>
      <h3 className="hl-quiet">{items.fields.attachments}</h3>
      <ul className="reader-questions">
        {attachments.map((file) => (
          <li key={file.file_id}>
            <FileName file={file} />
            <p className="hl-small hl-quiet">{file.fallback}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ReadFacts({ content }: { content: ItemContent }) {
  const items = useCopy(itemCopy);
  const marks = useMarks();
  const told = FACTS.flatMap((name) => {
    const value = content[name];
    if (value === null || value.length === 0) return [];
    const words = Array.isArray(value) ? value : [value];
    return [[name, words.map((one) => toldValue(name, one, items)).join(marks.list)] as const];
  });
  return (
    <dl className="kb-facts">
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{items.fields[name]}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{items.fields.valid_from}</dt>
        <dd className="hl-num">{momentShown(content.valid_from)}</dd>
      </div>
      <div>
        <dt>{items.fields.valid_to}</dt>
        <dd className="hl-num">{toldValue("valid_to", content.valid_to, items)}</dd>
      </div>
    </dl>
  );
}
