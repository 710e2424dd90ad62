/** A sheet is dropped, shown row by row, and taken in. */
import { InboxOutlined } from "@ant-design/icons";
import type { ExchangeOffice, SheetShown } from "@hearthline/api";
import { Alert, App, Button, Spin, Upload } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";

import { useCopy, useLocale } from "@/lib/locale";
import { useMarks } from "@/lib/told";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { takenOf } from "../kinds";
import { MOST_BYTES, previewSheet, useTakeIn } from "../queries";
import { Preview } from "./preview";

type Step =
  | { at: "choosing"; trouble: string | null }
  | { at: "reading"; name: string }
  | { at: "shown"; file: File; shown: SheetShown };

export function Take({ office }: { office: ExchangeOffice }) {
  const text = useCopy(copy);
  const say = useSay();
  const [step, setStep] = useState<Step>({ at: "choosing", trouble: null });

  async function read(file: File): Promise<void> {
    if (file.size > MOST_BYTES) {
      setStep({ at: "choosing", trouble: text.tooLarge(file.name) });
      return;
    }
    setStep({ at: "reading", name: file.name });
    try {
      setStep({ at: "shown", file, shown: await previewSheet(office.code, file) });
    } catch (error) {
      setStep({ at: "choosing", trouble: `${file.name} ${say(error)}` });
    }
  }

  if (step.at === "shown") {
    return (
      <Chosen
        file={step.file}
        shown={step.shown}
        onAnother={() => setStep({ at: "choosing", trouble: null })}
        onAgain={() => void read(step.file)}
      />
    );
  }
  return (
    <div className="hl-page">
      {step.at === "choosing" && step.trouble !== null ? (
        <Alert type="error" showIcon title={text.notRead} description={step.trouble} />
      ) : null}
      <Drop office={office} step={step} onFile={(file) => void read(file)} />
      <Headings office={office} />
    </div>
  );
}

function Drop({ office, step, onFile }: {
  office: ExchangeOffice;
  step: Step;
  onFile: (file: File) => void;
}) {
  const text = useCopy(copy);
  const name = useLocale() === "en" ? office.en : office.zh;
  return (
    <Upload.Dragger
      accept=".xlsx,.csv"
      showUploadList={false}
      disabled={step.at === "reading"}
      beforeUpload={(file) => {
        onFile(file);
        return Upload.LIST_IGNORE;
      }}
    >
      {step.at === "reading" ? (
        <div role="status">
          <Spin size="small" /> {text.reading(step.name)}
        </div>
      ) : (
        <>
          <p className="exchange-icon">
            <InboxOutlined />
          </p>
          <p>
            <strong>{text.drop(name)}</strong>
          </p>
          <p className="hl-small hl-quiet">{text.dropHint}</p>
        </>
      )}
    </Upload.Dragger>
  );
}

/** The headings that its sheets may have, so that nobody has to guess. */
function Headings({ office }: { office: ExchangeOffice }) {
  const text = useCopy(copy);
  const marks = useMarks();
  return (
    <section className="exchange-headings">
      <h3>{text.columns}</h3>
      <p className="hl-small hl-quiet">{text.columnsHint}</p>
      <dl>
        {Object.entries(office.columns).map(([field, titles]) => (
          <div key={field}>
            <dt>{text.fields[field] ?? field}</dt>
            <dd>{titles.join(marks.list)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Chosen({ file, shown, onAnother, onAgain }: {
  file: File;
  shown: SheetShown;
  onAnother: () => void;
  onAgain: () => void;
}) {
  const text = useCopy(copy);
  const say = useSay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const take = useTakeIn();
  const many = takenOf(shown.lines);
  return (
    <div className="hl-page">
      <div className="hl-bar">
        <h2>{text.shown(file.name)}</h2>
        <span className="push hl-bar">
          <Button onClick={onAnother}>{text.another}</Button>
          <Button
            type="primary"
            disabled={many === 0}
            loading={take.isPending}
            onClick={() =>
              take.mutate(
                { source: shown.source, file, stamp: shown.stamp },
                {
                  onSuccess: ({ id, source }) =>
                    void navigate(`/exchange/taken?office=${source}&id=${id}`),
                  onError: (error) => {
                    void message.error(say(error));
                    // The format may have changed meanwhile: show anew what would be done.
                    onAgain();
                  },
                },
              )
            }
          >
            {text.take(many)}
          </Button>
        </span>
      </div>
      {many === 0 ? (
        <Alert type="warning" showIcon title={text.nothing[0]} description={text.nothing[1]} />
      ) : (
        <p className="hl-small hl-quiet">{text.takeHint}</p>
      )}
      <Preview lines={shown.lines} />
    </div>
  );
}
