/** By when: quick times, or any other. */
import { Button, DatePicker, Space } from "antd";
import dayjs, { type Dayjs } from "dayjs";

import { useCopy } from "@/lib/locale";

import { peopleCopy } from "../copy-people";
import { quickTimes } from "../due";

export function DuePicker({ due, onDue }: {
  due: Dayjs | null;
  onDue: (due: Dayjs | null) => void;
}) {
  const text = useCopy(peopleCopy);
  return (
    <>
      <Space wrap size={4}>
        {quickTimes(dayjs()).map(([quick, at]) => (
          <Button key={quick} size="small" title={at.format("MM-DD HH:mm")} onClick={() => onDue(at)}>
            {text.dueBy[quick]}
          </Button>
        ))}
      </Space>
      <DatePicker
        showTime={{ format: "HH:mm", minuteStep: 5 }}
        format="MM-DD HH:mm"
        value={due}
        aria-label={text.dueAt}
        onChange={onDue}
      />
    </>
  );
}
