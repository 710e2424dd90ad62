import type { IntentRow, Trade } from "@hearthline/api";
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { show } from "@/lib/testing";

import { aFlow } from "../../testing";
import { FlowList, type ListProps } from "./flow-list";

const words = (zh: string, en: string) => ({ zh, en });
const trades = [
  { domain: "heating", title: words("供热", "Heating") },
  { domain: "power", title: words("供电", "Power") },
] as Trade[];
const intents = [{ domain: "heating", id: "stop_heat", name: words("办理报停", "Stop heating") }] as IntentRow[];
const flows = [
  aFlow("stop", { name: words("报停", "stopping"), triggers: ["stop_heat"], steps: 30 }),
  aFlow("leak", { name: words("漏水险情", "leak"), is_hazard: true }),
  aFlow("outage", { domain: "power", name: words("停电报修", "outage") }),
];

function list(facts: Partial<ListProps> = {}) {
  const onChoose = vi.fn<ListProps["onChoose"]>();
  show(
    <FlowList
      {...{ flows, trades, intents, onChoose }}
      chosen="heating/stop"
      q=""
      trade={null}
      onSeek={() => undefined}
      {...facts}
    />,
  );
  return onChoose;
}

const rows = () => screen.getAllByRole("button").filter(({ className }) => className === "flow-row");

describe("the list of flows", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(cleanup);

  it("stands by trade, with steps, what begins a flow, and danger in a word", () => {
    const onChoose = list();
    expect(rows().map(({ textContent }) => textContent)).toEqual([
      "报停30 步办理报停",
      "漏水险情3 步leak危险",
      "停电报修3 步outage",
    ]);
    expect(rows()[0]?.getAttribute("aria-current")).toBe("true");
    fireEvent.click(rows()[2] as HTMLElement);
    expect(onChoose).toHaveBeenCalledExactlyOnceWith(flows[2]);
  });

  it.each([
    ["报停", ["报停"]],
    ["办理", ["报停"]],
    ["STOP_HEAT", ["报停"]],
    ["leak", ["漏水险情"]],
  ])("finds %s by name, id or intent", (q, names) => {
    list({ q });
    expect(rows().map((row) => row.firstChild?.textContent)).toEqual(names);
  });

  it("keeps to a trade, and says when nothing fits", () => {
    list({ trade: "power" });
    expect(rows()).toHaveLength(1);
    cleanup();
    list({ trade: "power", q: "报停" });
    expect(screen.getByText("没有这样的流程")).toBeTruthy();
  });
});
