/** All keys of the desk. */
import { Key } from "@hearthline/ui";
import { Modal } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";

export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { keys } = useCopy(copy);
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={keys.title} width="26em">
      <dl className="keys">
        {keys.rows.map(([key, deed]) => (
          <div key={key} className="keys-row">
            <dt>{deed}</dt>
            <dd>
              <Key>{key}</Key>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
