/** Skills with levels, row by row; the words in use are offered. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Form, InputNumber } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";
import { useQueueSettings } from "./queries";

export function SkillRows({ name, level }: { name: string; level: string }) {
  const text = useCopy(copy);
  const { data } = useQueueSettings();
  const options = data?.skills.map((value) => ({ value })) ?? [];
  return (
    <Form.List name={name}>
      {(rows, { add, remove }) => (
        <div className="queue-rows">
          {rows.map(({ key, name: at }) => (
            <div key={key} className="queue-row">
              <Form.Item
                name={[at, "word"]}
                noStyle
                rules={[{ required: true, whitespace: true, message: text.needed }]}
              >
                <AutoComplete
                  options={options}
                  filterOption
                  maxLength={32}
                  placeholder={text.skill.word}
                  aria-label={`${text.skill.word} ${at + 1}`}
                />
              </Form.Item>
              <span className="hl-quiet">{level}</span>
              <Form.Item name={[at, "level"]} noStyle rules={[{ required: true, message: text.needed }]}>
                <InputNumber min={0} max={100} aria-label={`${level} ${at + 1}`} />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={text.skill.remove}
                onClick={() => remove(at)}
              />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ word: "", level: 60 })}>
            {text.skill.add}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
