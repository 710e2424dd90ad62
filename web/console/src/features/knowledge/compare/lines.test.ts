import type { SideBySide, SideLine } from "@hearthline/api";
import { describe, expect, it } from "vitest";

import { groupsOf, sayCell } from "./lines";

const line = (group: string, label: string, isSame: boolean): SideLine => ({
  group, label: { zh: label, en: label }, cells: [], is_same: isSame,
});
const table = (lines: SideLine[]): SideBySide => ({ columns: [], lines, differences: 0 });
const told = ({ zh }: { zh: string; en: string }) => zh;
const NAMES = { attribute: "属性", frame: "内容" };

describe("the lines of a comparison", () => {
  it("stand in groups that the first word of their label names", () => {
    const groups = groupsOf(table([line("season", "供暖期 · 开始", false), line("season", "供暖期 · 结束", true)]), NAMES, told, false);
    expect(groups.map(({ name }) => name)).toEqual(["供暖期"]);
    expect(groups[0]?.lines.map(({ label }) => label)).toEqual(["开始", "结束"]);
  });

  it("show only differences when these are asked for, and no empty group", () => {
    const lines = [line("season", "供暖期 · 开始", true), line("refund", "退费 · 档次", false)];
    expect(groupsOf(table(lines), NAMES, told, true).map(({ name }) => name)).toEqual(["退费"]);
  });

  it("begin with the attributes of items", () => {
    const lines = [line("frame", "答复", false), line("attribute", "材料", false)];
    expect(groupsOf(table(lines), NAMES, told, false).map(({ name }) => name)).toEqual(["属性", "内容"]);
  });
});

describe("a cell", () => {
  const words = { 受众: { customer: "客户", agent: "坐席" } };
  it("says codes in words, and leaves what has none", () => {
    expect(sayCell("customer、robot", "受众", words)).toBe("客户、robot");
  });

  it("shows text without the marks of headings", () => {
    expect(sayCell("## 细节\n- 带身份证", "细节", words)).toBe("细节\n- 带身份证");
  });
});
