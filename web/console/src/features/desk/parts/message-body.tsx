/** The inside of a bubble, by kind; the text alone is always enough. */
import { BookOutlined, FileOutlined } from "@ant-design/icons";
import type { Message } from "@hearthline/api";
import { Image } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import {
  addressOf,
  cardTitle,
  choicesOf,
  citationsOf,
  fieldsOf,
  fileName,
  leadOf,
} from "../message-data";

export function MessageBody({ message }: { message: Message }) {
  return (
    <>
      <Main message={message} />
      <Sources message={message} />
    </>
  );
}

function Main({ message }: { message: Message }) {
  switch (message.kind) {
    case "image":
      return <Picture message={message} />;
    case "file":
    case "audio":
      return <File message={message} />;
    case "card":
      return <Card message={message} />;
    case "choices":
      return <Choices message={message} />;
    default:
      return <p className="words">{leadOf(message)}</p>;
  }
}

function Picture({ message }: { message: Message }) {
  const { thread: text } = useCopy(copy);
  const src = addressOf(message);
  if (src === null) return <p className="words">{message.text}</p>;
  return <Image className="picture" src={src} alt={message.text || text.picture} />;
}

function File({ message }: { message: Message }) {
  const { thread: text } = useCopy(copy);
  const href = addressOf(message);
  const name = fileName(message) || text.file;
  if (href === null) return <p className="words">{message.text}</p>;
  return (
    <a className="file" href={href} target="_blank" rel="noreferrer">
      <FileOutlined /> {name}
    </a>
  );
}

function Card({ message }: { message: Message }) {
  const fields = fieldsOf(message);
  const title = cardTitle(message);
  return (
    <>
      <p className="words">{leadOf(message)}</p>
      {fields.length > 0 ? (
        <div className="card">
          {title === "" ? null : <strong>{title}</strong>}
          <dl className="facts">
            {fields.map((field) => (
              <div key={field.label}>
                <dt>{field.label}</dt>
                <dd>{field.value}</dd>
              </div>
            ))}
          </dl>
        </div>
      ) : null}
    </>
  );
}

function Choices({ message }: { message: Message }) {
  const { thread: text } = useCopy(copy);
  return (
    <>
      <p className="words">{leadOf(message)}</p>
      <ul className="choices" aria-label={text.chosen}>
        {choicesOf(message).map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
    </>
  );
}

function Sources({ message }: { message: Message }) {
  const { thread: text } = useCopy(copy);
  const citations = citationsOf(message);
  if (citations.length === 0) return null;
  return (
    <p className="sources">
      <BookOutlined /> {text.sources} {citations.map((one) => one.title).join("、")}
    </p>
  );
}
