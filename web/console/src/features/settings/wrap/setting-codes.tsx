/** The two-level list of wrap-up codes; a code keeps its key when its label is changed. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { CodeGroup } from "@hearthline/api";
import { Button, Input } from "antd";

import { useCopy } from "@/lib/locale";
import { uuid } from "@/lib/uuid";

import { copy } from "./copy";

const key = (): string => `own.${uuid().slice(0, 8)}`;

export function Codes({ groups, readOnly, onChange }: {
  groups: readonly CodeGroup[];
  readOnly: boolean;
  onChange: (groups: CodeGroup[]) => void;
}) {
  const text = useCopy(copy);
  const put = (group: CodeGroup) =>
    onChange(groups.map((one) => (one.code === group.code ? group : one)));
  return (
    <fieldset className="desk-setting" disabled={readOnly}>
      <legend>{text.codes}</legend>
      {groups.map((group) => (
        <Group
          key={group.code}
          group={group}
          readOnly={readOnly}
          onChange={put}
          onRemove={() => onChange(groups.filter(({ code }) => code !== group.code))}
        />
      ))}
      {readOnly ? null : (
        <Button
          icon={<PlusOutlined />}
          onClick={() => onChange([...groups, { code: key(), label: "", codes: [] }])}
        >
          {text.addGroup}
        </Button>
      )}
    </fieldset>
  );
}

function Group({ group, readOnly, onChange, onRemove }: {
  group: CodeGroup;
  readOnly: boolean;
  onChange: (group: CodeGroup) => void;
  onRemove: () => void;
}) {
  const text = useCopy(copy);
  return (
    <div className="code-group">
      <div className="desk-setting-line">
        <Input
          aria-label={text.group}
          maxLength={40}
          value={group.label}
          onChange={(event) => onChange({ ...group, label: event.target.value })}
        />
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={`${text.remove} ${group.label}`}
          onClick={onRemove}
        />
      </div>
      <div className="code-list">
        {group.codes.map((one) => (
          <span key={one.code} className="code-one">
            <Input
              aria-label={text.codes}
              maxLength={40}
              value={one.label}
              onChange={(event) =>
                onChange({
                  ...group,
                  codes: group.codes.map((other) =>
                    other.code === one.code ? { ...one, label: event.target.value } : other,
                  ),
                })
              }
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`${text.remove} ${one.label}`}
              onClick={() =>
                onChange({ ...group, codes: group.codes.filter(({ code }) => code !== one.code) })
              }
            />
          </span>
        ))}
        {readOnly ? null : (
          <Button
            icon={<PlusOutlined />}
            onClick={() =>
              onChange({ ...group, codes: [...group.codes, { code: key(), label: "" }] })
            }
          >
            {text.addCode}
          </Button>
        )}
      </div>
    </div>
  );
}
