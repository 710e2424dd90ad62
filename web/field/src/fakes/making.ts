/** Tasks and entries for tests. */
import type { ClientId, FieldAction, FieldRecord, FieldTask, TicketId } from "@hearthline/api/field";

import type { DeedEntry, RecordEntry } from "../sync/entry";
import type { Person } from "../sync/shelf";

export const ZHANG: Person = { id: "zhang", name: "张建国", username: "zhanggong", tenant: "demo" };
export const LIU: Person = { id: "liu", name: "刘海", username: "liugong", tenant: "demo" };
export const TASK = "0190f3a0-0000-7000-8000-000000000001" as TicketId;
const AT = "2026-11-26T01:00:00.000Z";

export function task(facts: Partial<FieldTask> = {}): FieldTask {
  return {
    id: TASK,
    number: "HL20261126-0001",
    type_code: "H-TP-01",
    type_name: "室温检测申请",
    title: "次卧 15 度，申请测温",
    description: "次卧一直 15 度左右，两边邻居都热。",
    priority: "P1",
    status: "dispatched",
    status_name: "已派单",
    address: "阳光花园 3 号楼 2 单元 502",
    place: null,
    contact: "张女士",
    phone_masked: "138****5678",
    appointment_at: null,
    due_at: "2026-11-26T03:00:00Z",
    opened_at: AT,
    changed_at: AT,
    hazards: [],
    is_mine: true,
    team: "一班",
    worker: null,
    needs: ["arrival", "photo", "reading", "signature"],
    has_arrived: false,
    has_visit: true,
    reasons: { suspend: [], results: [], causes: [] },
    earlier: [],
    evidence: [],
    ...facts,
  };
}

interface Shared {
  readonly owner?: string;
  readonly ticketId?: TicketId;
}

const placed = (id: string, { owner = ZHANG.id, ticketId = TASK }: Shared) => ({
  clientId: id as ClientId,
  ticketId,
  title: "测温",
  owner,
  at: AT,
  attempts: 0,
  refused: null,
});

export function deed(id: string, action: FieldAction | "take", shared: Shared = {}): DeedEntry {
  return { ...placed(id, shared), kind: "deed", deed: action === "take" ? { action } : action };
}

export function photo(id: string, shared: Shared = {}): RecordEntry {
  const record: FieldRecord = {
    kind: "photo",
    facts: { subject: "scene", note: "", taken_at: null },
  };
  const picture = new Blob(["jpeg"], { type: "image/jpeg" });
  return { ...placed(id, shared), kind: "record", record, place: null, picture, exif: null };
}
