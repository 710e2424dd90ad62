/** Words of tickets and their duty clocks. */
import type { Ticket } from "@hearthline/api";

import { copyOf } from "@/lib/locale";

export const dutyCopy = copyOf({
  zh: {
    clock: {
      waiting: "未开始",
      running: "进行中",
      soon: "快到时",
      met: "已达成",
      missed: "已超时",
      paused: "已暂停",
      ended: "已终止",
    },
    left: (time: string) => `剩 ${time}`,
    over: (time: string) => `超 ${time}`,
    due: (time: string) => `最迟 ${time}`,
    status: {
      created: "已建单",
      accepted: "已受理",
      dispatched: "已派单",
      taken: "已接单",
      en_route: "在路上",
      on_site: "已到场",
      handling: "处理中",
      suspended: "已挂起",
      resolved: "已处理",
      callback_pending: "待回访",
      closed: "已关闭",
      archived: "已归档",
      reopened: "重新打开",
      withdrawn: "已撤回",
      voided: "已作废",
      merged: "已合并",
    } as Record<string, string>,
    priority: { P0: "紧急", P1: "优先", P2: "普通", P3: "一般" } as Record<string, string>,
  },
  en: {
    clock: {
      waiting: "not begun",
      running: "running",
      soon: "due soon",
      met: "met",
      missed: "missed",
      paused: "paused",
      ended: "ended",
    },
    left: (time: string) => `${time} left`,
    over: (time: string) => `${time} over`,
    due: (time: string) => `due ${time}`,
    status: {
      created: "Created",
      accepted: "Accepted",
      dispatched: "Dispatched",
      taken: "Taken",
      en_route: "On the way",
      on_site: "On site",
      handling: "In progress",
      suspended: "Suspended",
      resolved: "Resolved",
      callback_pending: "Call-back due",
      closed: "Closed",
      archived: "Archived",
      reopened: "Reopened",
      withdrawn: "Withdrawn",
      voided: "Void",
      merged: "Merged",
    } as Record<string, string>,
    priority: { P0: "Urgent", P1: "Priority", P2: "Normal", P3: "Low" } as Record<string, string>,
  },
});

/** The business system's own word for the state, or ours. */
export const statusOf = (ticket: Ticket, words: typeof dutyCopy.zh): string =>
  ticket.status_text ?? words.status[ticket.status] ?? ticket.status;
