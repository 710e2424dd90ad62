/** Settings as the form holds them, and back; times of day as "HH:MM". */
import type {
  AgentSetting, ChannelKind, Hours, QueueSetting, Ring, SetAgent, SetQueue, Span,
} from "@hearthline/api";

export interface SkillRow { word: string; level: number }
export interface RingRow { after_s: number; skill: string | null; min_level: number | null }
export interface SpanRow { since: string; until: string }

export interface QueueValues {
  name: string;
  channels: ChannelKind[];
  skills: SkillRow[];
  rings: RingRow[];
  has_hours: boolean;
  /** Monday to Sunday, then public holidays. */
  days: SpanRow[][];
  closed: QueueSetting["closed"];
  overflow_to: string | null;
  overflow_after_s: number | null;
  backups: { queue_id: string; after_s: number }[];
  target_s: number;
  percent: number;
}

const OFFICE: SpanRow[] = [{ since: "08:00", until: "18:00" }];
export const OFFICE_WEEK: SpanRow[][] = [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], [], []];

export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Minutes after midnight; null when it is no time of day. "24:00" is the next midnight. */
export function minutesOf(text: string): number | null {
  const found = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim());
  if (!found) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return Number(found[2]) < 60 && minutes <= 1440 ? minutes : null;
}

const rowsOf = (spans: Span[]): SpanRow[] =>
  spans.map(({ since, until }) => ({ since: clockOf(since), until: clockOf(until) }));

/** Whether the spans of a day follow each other without overlap. */
export function soundDay(rows: SpanRow[]): boolean {
  let last = -1;
  for (const row of rows) {
    const [since, until] = [minutesOf(row.since), minutesOf(row.until)];
    if (since === null || until === null || since <= last || until <= since) return false;
    last = until;
  }
  return true;
}

const spansOf = (rows: SpanRow[]): Span[] =>
  rows.map(({ since, until }) => ({ since: minutesOf(since) ?? 0, until: minutesOf(until) ?? 0 }));

export const skillRows = (skills: Record<string, number>): SkillRow[] =>
  Object.entries(skills).map(([word, level]) => ({ word, level }));

export const skillsOf = (rows: SkillRow[]): Record<string, number> =>
  Object.fromEntries(
    rows.filter(({ word }) => word.trim() !== "").map(({ word, level }) => [word.trim(), level]),
  );

export function valuesOf(queue: QueueSetting | null): QueueValues {
  if (queue === null) {
    return {
      name: "", channels: [], skills: [], rings: [], has_hours: false, days: OFFICE_WEEK,
      closed: "queue", overflow_to: null, overflow_after_s: null, backups: [], target_s: 20,
      percent: 80,
    };
  }
  const { hours } = queue;
  return {
    name: queue.name,
    channels: queue.channels,
    skills: skillRows(queue.skills),
    rings: queue.rings,
    has_hours: hours !== null,
    days: hours === null ? OFFICE_WEEK : [...hours.weekdays, hours.holiday].map(rowsOf),
    closed: queue.closed,
    overflow_to: queue.overflow_to,
    overflow_after_s: queue.overflow_after_s,
    backups: queue.backups,
    target_s: queue.target_s,
    percent: Math.round(queue.target_share * 100),
  };
}

export function bodyOf(values: QueueValues): SetQueue {
  const hours: Hours | null = values.has_hours
    ? {
        weekdays: values.days.slice(0, 7).map(spansOf),
        holiday: spansOf(values.days[7] ?? []),
      }
    : null;
  const rings: Ring[] = values.rings.map(({ after_s, skill, min_level }) => ({
    after_s, skill, min_level,
  }));
  return {
    name: values.name,
    channels: values.channels,
    skills: skillsOf(values.skills),
    rings,
    hours,
    overflow_to: values.overflow_to,
    overflow_after_s: values.overflow_to === null ? null : values.overflow_after_s,
    backups: values.backups,
    closed: values.closed,
    target_s: values.target_s,
    target_share: values.percent / 100,
  };
}

export interface PersonValues {
  skills: SkillRow[];
  total: number;
  limits: Partial<Record<ChannelKind, number | null>>;
  interrupts: ChannelKind[];
  during_calls: ChannelKind[];
}

export const CHATS: ChannelKind[] = ["web", "wechat", "app", "alipay", "sms", "email"];

export function personOf(person: AgentSetting): PersonValues {
  return {
    skills: skillRows(person.skills),
    total: person.total,
    limits: person.by_channel,
    interrupts: person.interrupts.phone ?? [],
    during_calls: CHATS.filter((kind) => person.interrupts[kind]?.includes("phone")),
  };
}

/** Rules that this form does not show stay as they are. */
export function personBody(person: AgentSetting, values: PersonValues): SetAgent {
  const limits = Object.entries(values.limits).filter(
    (entry): entry is [ChannelKind, number] => typeof entry[1] === "number",
  );
  const interrupts: Record<string, ChannelKind[]> = { ...person.interrupts };
  for (const kind of CHATS) {
    const others = (interrupts[kind] ?? []).filter((over) => over !== "phone");
    const over = values.during_calls.includes(kind) ? [...others, "phone" as const] : others;
    if (over.length > 0) interrupts[kind] = over;
    else delete interrupts[kind];
  }
  if (values.interrupts.length > 0) interrupts.phone = values.interrupts;
  else delete interrupts.phone;
  return {
    counter: person.counter,
    skills: skillsOf(values.skills),
    total: values.total,
    by_channel: Object.fromEntries(limits),
    interrupts,
  };
}
