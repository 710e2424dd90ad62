/** Which other queues' members help, and after which wait. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, InputNumber, Select } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";

export function BackupRows({ others }: { others: { value: string; label: string }[] }) {
  const text = useCopy(copy);
  return (
    <Form.List name="backups">
      {(rows, { add, remove }) => (
        <div className="queue-rows">
          {rows.map(({ key, name: at }) => (
            <div key={key} className="queue-row">
              <Form.Item
                name={[at, "queue_id"]}
                noStyle
                rules={[{ required: true, message: text.needed }]}
              >
                <Select options={others} placeholder={text.pick} aria-label={`${text.fields.backups} ${at + 1}`} />
              </Form.Item>
              <span className="hl-quiet">{text.ring.after}</span>
              <Form.Item name={[at, "after_s"]} noStyle rules={[{ required: true, message: text.needed }]}>
                <InputNumber min={0} max={86_400} aria-label={`${text.ring.after} ${at + 1}`} />
              </Form.Item>
              <span className="hl-quiet">{text.ring.seconds}</span>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={text.skill.remove}
                onClick={() => remove(at)}
              />
            </div>
          ))}
          <Button
            icon={<PlusOutlined />}
            disabled={others.length === 0}
            aria-label={`${text.pick}：${text.fields.backups}`}
            onClick={() => add({ after_s: 30 })}
          />
        </div>
      )}
    </Form.List>
  );
}
