import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { LossyServer, type Fate } from "../fakes/lossy-server";
import { LIU, ZHANG, deed, photo, task } from "../fakes/making";
import { MemoryShelf } from "../fakes/memory-shelf";
import { Engine, type Surroundings } from "./engine";
import type { Fresh } from "./entry";

class Timers {
  #next: (() => void) | null = null;
  waits: number[] = [];

  readonly around: Surroundings = {
    now: () => Date.parse("2026-11-26T02:00:00Z"),
    random: () => 0.5,
    later: (milliseconds, again) => {
      this.waits.push(milliseconds);
      this.#next = again;
    },
    alone: async (work) => {
      await work();
      return true;
    },
  };

  /** Let the waited time pass; false when nothing waits. */
  pass(): boolean {
    const next = this.#next;
    this.#next = null;
    next?.();
    return next !== null;
  }
}

async function phone(server: LossyServer, shelf = new MemoryShelf()) {
  const timers = new Timers();
  const engine = new Engine(shelf, server, timers.around);
  await engine.start();
  return { engine, shelf, timers };
}

async function settled(engine: Engine, timers: Timers): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    await engine.wake();
    if (engine.state.now.mustLogIn) await engine.signedIn(ZHANG);
    if (!timers.pass() && engine.state.now.entries.length === 0) return;
  }
}

describe("the queue", () => {
  test("what is done without a network goes out in its order when it is back", async () => {
    const server = new LossyServer(["lost before", "lost before"]);
    const { engine, timers } = await phone(server);
    await engine.signedIn(ZHANG);
    await engine.add(deed("take", "take"));
    await engine.add(photo("photo"));
    await engine.add(deed("note", { action: "note", text: "好" }));
    await settled(engine, timers);

    expect(server.log).toEqual(["take", "photo", "note"]);
    expect(engine.state.now.entries).toEqual([]);
  });

  test("a page killed in the middle loses nothing and doubles nothing", async () => {
    const server = new LossyServer(["arrives", "lost after"]);
    const { engine, shelf } = await phone(server);
    await engine.signedIn(ZHANG);
    await engine.add(deed("take", "take"));
    await engine.wake();
    // The server took it and the page died before it heard: a new page on the same phone.
    expect(server.log).toEqual(["take"]);
    const again = await phone(server, shelf);
    await again.engine.wake();

    expect(server.log).toEqual(["take"]);
    expect(again.engine.state.now.entries).toEqual([]);
  });

  test("an ended log-in stops the sending and loses nothing", async () => {
    const server = new LossyServer(["arrives", "signed out"]);
    const { engine } = await phone(server);
    await engine.signedIn(ZHANG);
    await engine.add(deed("take", "take"));
    await engine.wake();

    expect(engine.state.now.mustLogIn).toBe(true);
    expect(engine.state.now.entries).toHaveLength(1);

    await engine.signedIn(ZHANG);
    expect(server.log).toEqual(["take"]);
    expect(engine.state.now.mustLogIn).toBe(false);
  });

  test("what one worker left is never sent in another's name", async () => {
    const server = new LossyServer();
    const { engine, shelf } = await phone(server);
    await shelf.add(deed("his", "take", { owner: ZHANG.id }));
    await engine.signedIn(LIU);
    await engine.add(deed("hers", "take", { owner: LIU.id }));
    await engine.wake();
    expect(server.log).toEqual(["hers"]);

    await engine.signedOut();
    await engine.signedIn(ZHANG);
    expect(server.log).toEqual(["hers", "his"]);
  });

  test("a refused deed is kept with the server's words and holds up nothing", async () => {
    const server = new LossyServer();
    server.refuses.set("take", "已转给二班");
    const { engine } = await phone(server);
    await engine.signedIn(ZHANG);
    await engine.add(deed("take", "take"));
    await engine.add(photo("photo"));
    await engine.wake();

    expect(server.log).toEqual(["photo"]);
    const [kept] = engine.state.now.entries;
    expect(kept?.refused).toEqual({ code: "field.task_not_yours", why: "已转给二班" });
    await engine.wake();
    expect(server.calls.flat().filter((id) => id === "take")).toHaveLength(1);

    server.refuses.clear();
    await engine.retry(kept?.seq ?? 0);
    expect(server.log).toEqual(["photo", "take"]);
  });

  test("one deed that cannot be read does not hold up those beside it", async () => {
    const server = new LossyServer();
    server.chokesOn.add("odd");
    const { engine, shelf } = await phone(server);
    for (const id of ["first", "odd", "last"]) {
      await shelf.add(deed(id, { action: "note", text: id }));
    }
    await engine.signedIn(ZHANG);

    expect(server.log).toEqual(["first", "last"]);
    expect(engine.state.now.entries.map((each) => each.clientId)).toEqual(["odd"]);
  });

  test("a task shows what was sent before the server tells it again", async () => {
    const server = new LossyServer([
      ...(["arrives", "arrives", "arrives"] as const),
      ...Array.from({ length: 9 }, () => "lost before" as const),
    ]);
    server.tasksTold = [task({ status: "dispatched", is_mine: false })];
    const { engine } = await phone(server);
    await engine.signedIn(ZHANG);
    await engine.wake();
    await engine.add(deed("take", "take"));
    await engine.wake();

    expect(engine.state.now.entries).toEqual([]);
    expect(engine.state.now.tasks[0]).toMatchObject({ status: "taken", is_mine: true });
  });

  test("waits grow, and the server's own wish is heeded", async () => {
    const server = new LossyServer(["arrives", "lost before", "lost before", "too many"]);
    const { engine, timers } = await phone(server);
    await engine.signedIn(ZHANG);
    await engine.add(deed("take", "take"));
    for (let round = 0; round < 4; round += 1) {
      await engine.wake();
      timers.pass();
    }
    expect(timers.waits.slice(0, 3)).toEqual([2_000, 4_000, 1_000]);
  });
});

const fates = fc.constantFrom<Fate[]>(
  "arrives",
  "lost before",
  "lost after",
  "signed out",
  "too many",
  "a foreign page",
);
const works = fc.array(
  fc.record({ isPhoto: fc.boolean(), dies: fc.boolean() }),
  { minLength: 1, maxLength: 12 },
);

test("however the line behaves and whenever the page dies, all of it arrives once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fates, { maxLength: 25 }), works, async (line, deeds) => {
      const server = new LossyServer([...line]);
      let at = await phone(server);
      await at.engine.signedIn(ZHANG);
      for (const [index, each] of deeds.entries()) {
        const id = `${index}`;
        const fresh: Fresh = each.isPhoto
          ? photo(id)
          : deed(id, { action: "note", text: id });
        await at.engine.add(fresh);
        if (each.dies) at = await phone(server, at.shelf);
      }
      await settled(at.engine, at.timers);

      expect(at.engine.state.now.entries).toEqual([]);
      expect(server.log).toEqual(deeds.map((_, index) => `${index}`));
    }),
    { numRuns: 150, seed: 5 },
  );
});
