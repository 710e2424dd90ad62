/** The pieces of a ticket's work, each with a team and a date of its own. */
import type { TicketId, TicketTask } from "@hearthline/api";
import { Mark } from "@hearthline/ui";
import { App, Button, DatePicker, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { fullTime } from "@/lib/time";
import { useSay } from "@/lib/words";

import { copy } from "../copy";
import { teamName, useAddTask, useEndTask, useTasks, useTeams } from "../queries";

export function Tasks({ id }: { id: TicketId }) {
  const text = useCopy(copy);
  const may = useMay();
  const { data } = useTasks(id);
  return (
    <div className="ticket-tasks">
      {data?.items.length === 0 ? <p className="hl-quiet">{text.noTasks}</p> : null}
      {data?.items.map((task) => (
        <Task key={task.id} task={task} />
      ))}
      {may("tickets.act") ? <AddTask id={id} /> : null}
    </div>
  );
}

function Task({ task }: { task: TicketTask }) {
  const text = useCopy(copy);
  const say = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const teams = useTeams();
  const end = useEndTask();
  const finish = (state: "done" | "dropped") =>
    end.mutate({ taskId: task.id, state }, { onError: (error) => void message.error(say(error)) });
  const facts = [teamName(teams.data?.items, task.team_id), task.due_at ? fullTime(task.due_at) : ""];
  return (
    <div className="ticket-task">
      <span>{task.title}</span>
      <span className="hl-small hl-quiet">{facts.filter(Boolean).join(" · ")}</span>
      {task.state === "open" && may("tickets.act") ? (
        <span className="tickets-push">
          <Button size="small" onClick={() => finish("done")}>
            {text.taskDone}
          </Button>
          <Button size="small" type="text" onClick={() => finish("dropped")}>
            {text.taskDrop}
          </Button>
        </span>
      ) : (
        <Mark tone={task.state === "done" ? "good" : "plain"}>
          {task.state === "done" ? text.taskDone : text.taskDrop}
        </Mark>
      )}
    </div>
  );
}

interface Filled {
  title: string;
  team?: string;
  due?: Dayjs;
}

function AddTask({ id }: { id: TicketId }) {
  const text = useCopy(copy);
  const say = useSay();
  const { message } = App.useApp();
  const teams = useTeams();
  const add = useAddTask(id);
  const [form] = Form.useForm<Filled>();
  function done({ title, team, due }: Filled): void {
    add.mutate(
      { title: title.trim(), team_id: team ?? null, due_at: due?.toISOString() ?? null },
      { onSuccess: () => form.resetFields(), onError: (error) => void message.error(say(error)) },
    );
  }
  return (
    <Form form={form} layout="inline" onFinish={done}>
      <Form.Item name="title" rules={[{ required: true, whitespace: true, message: "" }]}>
        <Input placeholder={text.taskTitle} aria-label={text.taskTitle} maxLength={200} />
      </Form.Item>
      <Form.Item name="team">
        <Select
          allowClear
          className="ticket-pick"
          placeholder={text.team}
          aria-label={text.team}
          options={teams.data?.items.map(({ id: value, name }) => ({ value, label: name })) ?? []}
        />
      </Form.Item>
      <Form.Item name="due">
        <DatePicker showTime={{ format: "HH:mm" }} placeholder={text.taskDue} />
      </Form.Item>
      <Button htmlType="submit" loading={add.isPending}>
        {text.addTask}
      </Button>
    </Form>
  );
}
