/** How a queue's demands relax as the customer waits: a small table, step by step. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, InputNumber, Select } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";
import type { RingRow, SkillRow } from "./form";

export function RingRows() {
  const text = useCopy(copy);
  const form = Form.useFormInstance();
  const skills = (Form.useWatch("skills", form) as SkillRow[] | undefined) ?? [];
  const rings = (Form.useWatch("rings", form) as RingRow[] | undefined) ?? [];
  const options = [
    { value: "", label: text.ring.every },
    ...skills.filter((row) => row?.word).map(({ word }) => ({ value: word, label: word })),
  ];
  const later = Math.max(0, ...rings.map((ring) => ring?.after_s ?? 0)) + 30;
  return (
    <Form.List name="rings">
      {(rows, { add, remove }) => (
        <div className="queue-rows">
          {rows.map(({ key, name: at }) => (
            <div key={key} className="queue-row">
              <span className="hl-quiet">{text.ring.after}</span>
              <Form.Item name={[at, "after_s"]} noStyle rules={[{ required: true, message: text.needed }]}>
                <InputNumber min={1} max={86_400} aria-label={`${text.ring.after} ${at + 1}`} />
              </Form.Item>
              <span className="hl-quiet">{text.ring.seconds}</span>
              <Form.Item
                name={[at, "skill"]}
                noStyle
                getValueProps={(value: string | null) => ({ value: value ?? "" })}
                normalize={(value: string) => (value === "" ? null : value)}
              >
                <Select options={options} aria-label={`${text.skill.word} ${at + 1}`} />
              </Form.Item>
              <Form.Item
                name={[at, "min_level"]}
                noStyle
                getValueProps={(value: number | null) => ({ value: value === null ? "drop" : "lower" })}
                normalize={(value: string) => (value === "drop" ? null : 40)}
              >
                <Select
                  aria-label={`${text.fields.rings} ${at + 1}`}
                  options={[
                    { value: "lower", label: text.ring.lower },
                    { value: "drop", label: text.ring.drop },
                  ]}
                />
              </Form.Item>
              {rings[at] && rings[at].min_level !== null ? (
                <Form.Item name={[at, "min_level"]} noStyle>
                  <InputNumber min={0} max={100} aria-label={`${text.ring.lower} ${at + 1}`} />
                </Form.Item>
              ) : null}
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
            onClick={() => add({ after_s: later, skill: null, min_level: rows.length ? null : 40 })}
          >
            {text.ring.add}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
