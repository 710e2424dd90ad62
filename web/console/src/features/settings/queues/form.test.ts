import type { AgentSetting, QueueSetting, StaffId } from "@hearthline/api";
import { describe, expect, it } from "vitest";

import { bodyOf, clockOf, minutesOf, personBody, personOf, soundDay, valuesOf } from "./form";

const QUEUE = {
  id: "q", name: "供热报修", is_default: false, channels: ["web"], skills: { 供热: 60 },
  rings: [{ after_s: 20, min_level: 40, skill: "供热" }, { after_s: 60, min_level: null, skill: null }],
  hours: {
    weekdays: [[{ since: 480, until: 720 }, { since: 810, until: 1440 }], [], [], [], [], [], []],
    holiday: [{ since: 540, until: 600 }],
  },
  overflow_to: "n", overflow_after_s: 45, backups: [{ queue_id: "n", after_s: 0 }],
  closed: "callback", target_s: 30, target_share: 0.85, is_open: false, opens_at: null,
  counter: 3, changed_at: null, archived: false, members: [],
} as unknown as QueueSetting;

const PERSON: AgentSetting = {
  staff_id: "1" as StaffId, name: "李静", skills: { 供热: 80 }, total: 5,
  by_channel: { wechat: 2 }, interrupts: { phone: ["web"], web: ["phone"], email: ["web"] },
  queues: [], counter: 7, changed_at: null,
};

const span = (since: string, until: string) => ({ since, until });

describe("a queue's settings", () => {
  it("come back from the form as they went in", () => {
    const { name, channels, skills, rings, hours, overflow_to, overflow_after_s, backups, closed } = QUEUE;
    expect(bodyOf(valuesOf(QUEUE))).toEqual({
      name, channels, skills, rings, hours, overflow_to, overflow_after_s, backups, closed,
      target_s: 30, target_share: 0.85,
    });
  });

  it("begin with office hours that are off, and no overflow", () => {
    const body = bodyOf({ ...valuesOf(null), name: "新队列" });
    expect(body).toMatchObject({ hours: null, overflow_to: null, overflow_after_s: null });
    const open = bodyOf({ ...valuesOf(null), has_hours: true });
    expect(open.hours?.weekdays.map((day) => day.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });

  it("drop the seconds with the overflow", () => {
    expect(bodyOf({ ...valuesOf(QUEUE), overflow_to: null }).overflow_after_s).toBeNull();
  });
});

describe("a time of day", () => {
  it("is read with either colon, up to midnight", () => {
    expect(["08:00", "8：30", "24:00", "24:01", "08:60", "八点"].map(minutesOf)).toEqual([
      480, 510, 1440, null, null, null,
    ]);
    expect(clockOf(1440)).toBe("24:00");
  });

  it("stands in a day whose spans follow each other", () => {
    expect(soundDay([span("08:00", "12:00"), span("13:30", "18:00")])).toBe(true);
    expect(soundDay([span("08:00", "12:00"), span("11:00", "18:00")])).toBe(false);
    expect(soundDay([span("18:00", "08:00")])).toBe(false);
    expect(soundDay([span("", "")])).toBe(false);
  });
});

describe("a person's capacity", () => {
  it("comes back as it went in, with the rules that the form does not show", () => {
    expect(personBody(PERSON, personOf(PERSON))).toEqual({
      counter: 7, skills: { 供热: 80 }, total: 5, by_channel: { wechat: 2 },
      interrupts: { phone: ["web"], web: ["phone"], email: ["web"] },
    });
  });

  it("loses a limit that was emptied and a rule that was taken away", () => {
    const values = { ...personOf(PERSON), limits: { wechat: null }, interrupts: [], during_calls: [] };
    expect(personBody(PERSON, values)).toMatchObject({ by_channel: {}, interrupts: { email: ["web"] } });
  });
});
