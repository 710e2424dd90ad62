/** Supervision's bodies: the wall, alarms, storms, duties, the day's report. */
import type { ConversationId, QueueId, StaffId } from "./ids";
import type { components } from "./schema";

type Schemas = components["schemas"];
type With<Body, Sharper> = Omit<Body, keyof Sharper> & Sharper;

export type DeskFigures = Schemas["DeskFiguresOut"];
export type QueueNow = With<Schemas["QueueNowOut"], { id: QueueId }>;
export type AgentNow = With<Schemas["AgentNowOut"], { id: StaffId; queues: QueueId[] }>;
export type DeskWait = With<
  Schemas["WaitOut"],
  { conversation_id: ConversationId; queue_id: QueueId | null; holder_id: StaffId | null }
>;
export type IncidentLine = Schemas["IncidentLineOut"];
export type Wall = With<
  Schemas["WallOut"],
  { queues: QueueNow[]; people: AgentNow[]; waits: DeskWait[] }
>;
export type AlarmKind = Schemas["AlarmKind"];
export type Alarm = With<Schemas["AlarmOut"], { conversation_id: ConversationId | null }>;
export type AlarmPage = With<Schemas["AlarmPage"], { items: Alarm[] }>;
export type Threshold = With<Schemas["ThresholdOut"], { queue_id: QueueId | null }>;
export type SetThreshold = Schemas["SetThreshold"];
export type StormMeasures = Schemas["MeasuresBody"];
export type StormPlan = Schemas["StormPlanOut"];
export type Storm = With<Schemas["StormOut"], { queue_ids: QueueId[] }>;
export type StormChange = Schemas["StormChangeOut"];
export type StormPreview = Schemas["StormPreviewOut"];
export type DutyChange = With<Schemas["DutyOut"], { staff_id: StaffId }>;
export type DayReport = Schemas["DayReportOut"];
export type ReportRow = Schemas["ReportRowOut"];
export type FigureDefinition = Schemas["DefinitionOut"];

/** What the wall's socket says: always the whole of now. */
export interface WallFrame {
  type: "wall";
  wall: Wall;
  alarms: Alarm[];
  storms: Storm[];
}
