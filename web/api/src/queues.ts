/** The settings of queues and of the people who serve them. */
import type { Answer } from "./answers";
import type { QueueId, StaffId } from "./ids";
import type { components } from "./schema";

type Schemas = components["schemas"];
type With<Body, Sharper> = Omit<Body, keyof Sharper> & Sharper;

export type ChannelKind = Schemas["ChannelKind"];
export type Span = Schemas["SpanBody"];
export type Hours = { weekdays: Span[][]; holiday: Span[] };
export type Ring = { after_s: number; min_level: number | null; skill: string | null };
export type QueueMember = With<Answer<"getQueueSetting">["members"][number], { staff_id: StaffId }>;
export type QueueSetting = With<
  Schemas["QueueSettingOut"],
  {
    id: QueueId;
    channels: ChannelKind[];
    hours: Hours | null;
    rings: Ring[];
    overflow_to: QueueId | null;
    backups: { queue_id: QueueId; after_s: number }[];
    members: QueueMember[];
  }
>;
export type QueueSettingList = { items: QueueSetting[]; skills: string[] };
export type SetQueue = Schemas["SetQueue"];
export type AgentSetting = With<
  Schemas["AgentSettingOut"],
  {
    staff_id: StaffId;
    queues: QueueId[];
    by_channel: Partial<Record<ChannelKind, number>>;
    interrupts: Partial<Record<ChannelKind, ChannelKind[]>>;
  }
>;
export type SetAgent = Schemas["SetAgent"];
