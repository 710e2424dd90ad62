/** Sets somebody's state in his stead; the reason is kept and shown to him. */
import type { AgentNow } from "@hearthline/api";
import { Form, Input, Modal, Segmented } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";
import { words } from "@/lib/words";

import { copy } from "../copy";
import { dutyCopy } from "../copy-duty";
import { deeds, useDeed } from "../queries";

const STATES = ["available", "busy", "away", "offline"] as const;
type State = (typeof STATES)[number];

export function ForceDialog({ person, onClose }: { person: AgentNow | null; onClose: () => void }) {
  return person === null ? null : <Dialog key={person.id} person={person} onClose={onClose} />;
}

function Dialog({ person, onClose }: { person: AgentNow; onClose: () => void }) {
  const text = useCopy(dutyCopy);
  const names = useCopy(copy);
  const common = useCopy(words);
  const [state, setState] = useState<State>("offline");
  const [why, setWhy] = useState("");
  const force = useDeed(
    () => deeds.force(person.id, state, why.trim()),
    () => text.forced(person.name, names.states[state] ?? state),
  );
  return (
    <Modal
      open
      title={text.forceTitle(person.name)}
      okText={text.force}
      cancelText={common.cancel}
      okButtonProps={{ disabled: why.trim() === "", loading: force.isPending }}
      onOk={() => force.mutate(undefined, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={text.state}>
          <Segmented<State>
            value={state}
            onChange={setState}
            options={STATES.map((one) => ({ value: one, label: names.states[one] }))}
          />
        </Form.Item>
        <Form.Item label={text.why} required>
          <Input value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
