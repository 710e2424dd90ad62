import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { aRun, aTest } from "../../testing";
import { RunProgress } from "../run-progress";
import { isWrong } from "./result-row";
import { Results } from "./results";
import { soughtOf } from "./sorting";

const FAILED = aTest(2, {
  name: "漏水",
  line: 7,
  passed: false,
  turns: [{ line: 7, user: "漏水了", said: ["请先关阀门"], calls: ["work_order.open"] }],
  faults: [{ file: "heating/tests/t2.yaml", line: 7, what: "`says` is other", mend: "it said: 请先关阀门" }],
});
const turn = (line: number) => ({ line, user: "", said: [], calls: [] });
const ALL = [aTest(1), FAILED, aTest(3, { trade: "power" })];
const numbers = (sought: Parameters<typeof soughtOf>[1]) => soughtOf(ALL, sought).map(({ number }) => number);

describe("the order of results", () => {
  it("puts failed ones first and else keeps the order", () => {
    expect(numbers({ filter: "all", trade: null, q: "" })).toEqual([2, 1, 3]);
  });

  it("filters by outcome, trade and what was said", () => {
    expect(numbers({ filter: "failed", trade: null, q: "" })).toEqual([2]);
    expect(numbers({ filter: "passed", trade: "power", q: "" })).toEqual([3]);
    expect(numbers({ filter: "all", trade: null, q: "阀门" })).toEqual([2]);
    expect(numbers({ filter: "all", trade: null, q: "T3.YAML" })).toEqual([3]);
  });
});

describe("the turn that went wrong", () => {
  it("is the one whose lines hold the fault", () => {
    const fault = { file: "f", line: 9, what: "", mend: "" };
    const test = aTest(1, { turns: [turn(4), turn(8), turn(11)], faults: [fault] });
    expect([0, 1, 2].map((index) => isWrong(test, index))).toEqual([false, true, false]);
  });
});

describe("results on the page", () => {
  beforeEach(() => {
    chooseLocale("zh-CN");
    const { fetch } = serve({ "GET /api/v1/bot/runs/run/results": { items: ALL, next_cursor: null } });
    vi.stubGlobal("fetch", fetch);
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("opens the first failed one with its place and what was said", async () => {
    show(<Results run={aRun({ failed: 1, passed: 2 })} />);
    expect(await screen.findAllByText("heating/tests/t2.yaml:7")).toHaveLength(2);
    expect(screen.getByText("→ it said: 请先关阀门")).toBeTruthy();
    expect(screen.getByText(/work_order\.open/)).toBeTruthy();
  });

  it("keeps the filter in the address", async () => {
    show(<Results run={aRun()} />);
    fireEvent.click(await screen.findByRole("radio", { name: "未通过" }));
    expect(screen.getByLabelText("address").textContent).toBe("/bot?only=failed");
    expect(screen.queryByText("测试1")).toBeNull();
  });

  it("says how far a run is, also before the first test", () => {
    show(<RunProgress run={aRun({ state: "running", total: 8, done: 2, passed: 2 })} />);
    expect(screen.getByText("正在跑第 2 / 8 个")).toBeTruthy();
    cleanup();
    show(<RunProgress run={aRun({ state: "running", total: 0, done: 0, passed: 0 })} />);
    expect(screen.getByText("正在读入版本并学习")).toBeTruthy();
  });
});
