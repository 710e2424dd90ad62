/** What a supervisor says of an incident: where, since when, until when, in which words. */
import type { Incident, IncidentFacts } from "@hearthline/api";
import { DatePicker, Form, Input, Modal, Select } from "antd";
import { useState } from "react";

import { type Dayjs, momentText, picked } from "@/lib/day";
import { useCopy } from "@/lib/locale";
import { words as common } from "@/lib/words";

import { copy } from "../copy";

type Said = Omit<IncidentFacts, "counter">;

interface FormProps {
  title: string;
  hint: string;
  deed: string;
  /** What is known; none for one that is registered. */
  known?: Incident;
  isBusy: boolean;
  onSay: (said: Said, domain: string) => void;
  onClose: () => void;
}

const PARTS = ["community", "building", "unit", "station"] as const;
type Part = (typeof PARTS)[number];
type Place = Record<Part, string>;

const placeOf = (known?: Incident): Place => ({
  community: known?.scope.community ?? "",
  building: known?.scope.building ?? "",
  unit: known?.scope.unit ?? "",
  station: known?.scope.station ?? "",
});

const given = (text: string): string | null => (text.trim() === "" ? null : text.trim());

export function FactsForm({ title, hint, deed, known, isBusy, onSay, onClose }: FormProps) {
  const text = useCopy(copy);
  const rest = useCopy(common);
  const [name, setName] = useState(known?.title ?? "");
  const [place, setPlace] = useState<Place>(placeOf(known));
  const [words, setWords] = useState(known?.words ?? "");
  const [eta, setEta] = useState<Dayjs | null>(picked(known?.eta));
  const [domain, setDomain] = useState(known?.domain ?? "heating");
  const isLacking = name.trim() === "" || (given(place.community) ?? given(place.station)) === null;
  const say = (): void =>
    onSay(
      {
        title: name.trim(),
        scope: {
          community: given(place.community),
          building: given(place.building),
          unit: given(place.unit),
          station: given(place.station),
        },
        words: words.trim(),
        eta: momentText(eta),
        since: known?.since ?? null,
      },
      domain,
    );
  return (
    <Modal
      open
      title={title}
      okText={deed}
      cancelText={rest.cancel}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: isLacking }}
      onOk={say}
      onCancel={onClose}
    >
      <p className="hl-quiet">{hint}</p>
      <Form layout="vertical">
        {known ? null : (
          <Form.Item label={text.domain} htmlFor="incident-domain">
            <Select
              id="incident-domain"
              value={domain}
              onChange={setDomain}
              options={Object.entries(text.domains).map(([value, label]) => ({ value, label }))}
            />
          </Form.Item>
        )}
        <Form.Item label={text.fields.title} htmlFor="incident-title" required>
          <Input id="incident-title" autoFocus maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
        </Form.Item>
        <div className="incident-place">
          {PARTS.map((part) => (
            <Form.Item key={part} label={text.fields[part]} htmlFor={`incident-${part}`}>
              <Input
                id={`incident-${part}`}
                maxLength={60}
                value={place[part]}
                onChange={({ target }) => setPlace({ ...place, [part]: target.value })}
              />
            </Form.Item>
          ))}
        </div>
        <p className="incident-place-hint hl-small hl-quiet">{text.placeHint}</p>
        <Form.Item label={text.eta} htmlFor="incident-eta">
          <DatePicker id="incident-eta" showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" value={eta} onChange={setEta} />
        </Form.Item>
        <Form.Item label={text.fields.words} htmlFor="incident-words">
          <Input.TextArea id="incident-words" autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} value={words} onChange={({ target }) => setWords(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
