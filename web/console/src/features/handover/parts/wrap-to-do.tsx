/** What is still to be done for the customer: what, until when, who; kept as a promise. */
import "./wrap-to-do.css";

import { Checkbox, DatePicker, Input, Select } from "antd";
import dayjs from "dayjs";

import { useColleagues } from "@/lib/colleagues";
import { useCopy } from "@/lib/locale";
import { useMe } from "@/lib/me";

import { copy } from "../copy";
import { proposedDue, todoOf } from "../promising";
import type { Filling } from "./wrap-form";

export function WrapToDo({ filling }: { filling: Filling }) {
  const { wrap: text } = useCopy(copy);
  const { words, change, promise, promised, draftDue } = filling;
  const me = useMe();
  const { data } = useColleagues();
  const others = (data?.items ?? []).filter(({ id }) => id !== me.id);
  const todo = todoOf(words);
  return (
    <div className="wrap-to-do">
      <Input
        aria-label={text.followUp}
        placeholder={`${text.followUp}：${text.followUpHint}`}
        maxLength={400}
        value={words.follow_up ?? ""}
        onChange={(event) => change({ follow_up: event.target.value })}
      />
      {todo === "" ? null : (
        <>
          <Checkbox
            checked={!promise.off}
            onChange={(event) => promised({ off: !event.target.checked })}
          >
            {text.promise}
          </Checkbox>
          {promise.off ? null : (
            <div className="wrap-promise">
              <DatePicker
                showTime={{ format: "HH:mm", minuteStep: 5 }}
                format="MM-DD HH:mm"
                allowClear={false}
                aria-label={text.promiseDue}
                value={promise.due ?? proposedDue(words, draftDue, dayjs())}
                onChange={(due) => promised({ due })}
              />
              <Select
                aria-label={text.promiseWho}
                showSearch={{ optionFilterProp: "label" }}
                value={promise.keeper ?? me.id}
                onChange={(id: string) => promised({ keeper: id === me.id ? null : id })}
                options={[
                  { value: me.id, label: text.promiseMe },
                  ...others.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            </div>
          )}
        </>
      )}
    </div>
  );
}
