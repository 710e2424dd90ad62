import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";

import { SurroundingsContext, type Surroundings } from "../context";
import { EN } from "../copy/en";
import { ZH } from "../copy/zh";
import { LossyServer } from "../fakes/lossy-server";
import { ZHANG, deed, photo, task } from "../fakes/making";
import { MemoryShelf } from "../fakes/memory-shelf";
import { Engine } from "../sync/engine";
import { numberOf } from "./reading";
import { List } from "./list";
import { Outbox } from "./outbox";

const NOW = Date.parse("2026-11-26T02:30:00Z");

async function page(part: "list" | "outbox", prepare: (server: LossyServer) => void) {
  const shelf = new MemoryShelf();
  const server = new LossyServer();
  prepare(server);
  const engine = new Engine(shelf, server, {
    now: () => NOW,
    random: () => 0.5,
    later: () => undefined,
    alone: async (work) => {
      await work();
      return true;
    },
  });
  await engine.start();
  await engine.signedIn(ZHANG);
  const place = document.createElement("div");
  const show = async () => {
    const surroundings: Surroundings = {
      engine,
      server,
      state: engine.state.now,
      copy: ZH,
      locale: "zh-CN",
      nowMs: NOW,
      here: null,
      locate: async () => null,
      tell: () => undefined,
    };
    await act(() => {
      render(
        <SurroundingsContext.Provider value={surroundings}>
          {part === "list" ? <List /> : <Outbox />}
        </SurroundingsContext.Provider>,
        place,
      );
    });
    return place.textContent ?? "";
  };
  return { engine, shelf, server, show };
}

test("the list shows mine, my team's, and what waits, each in words", async () => {
  const { engine, show } = await page("list", (server) => {
    server.tasksTold = [
      task({ title: "次卧 15 度" }),
      task({ id: "other", title: "厨房滴漏", is_mine: false, due_at: "2026-11-26T02:00:00Z" }),
    ];
  });
  engine.setOnline(false);
  await engine.add(deed("take", "take"));
  const words = await show();
  expect(words).toContain("我名下 1");
  expect(words).toContain("班组待接 1");
  expect(words).toContain("还剩 30 分钟");
  expect(words).toContain("已超 30 分钟");
  expect(words).toContain("没有网络");
});

test("an empty list teaches what will be there", async () => {
  expect(await (await page("list", () => undefined)).show()).toContain("派到您或班组的工单会出现在这里");
});

test("what was refused stands with its reason, its retry and its way out", async () => {
  const { engine, show } = await page("outbox", (server) => {
    server.refuses.set("p", "填写有误");
    server.refuses.set("d", "已转给二班");
  });
  await engine.add(photo("p"));
  await engine.add(deed("d", "take"));
  await engine.wake();
  const words = await show();
  for (const each of ["照片", "接单", "填写有误", "已转给二班", "再传一次", "删除"]) {
    expect(words).toContain(each);
  }
});

test("numbers are read as people type them", () => {
  expect(["16.5", "16,5", "１６。5", " -18 ", "", "十六"].map(numberOf)).toEqual([
    16.5, 16.5, 16.5, -18, null, null,
  ]);
});

test("English says all that Chinese says", () => {
  const keys = (words: object): string[] =>
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === "object" && value !== null ? keys(value).map((key) => `${name}.${key}`) : [name],
    );
  expect(keys(EN)).toEqual(keys(ZH));
});
