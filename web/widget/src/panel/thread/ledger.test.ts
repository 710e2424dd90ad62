import fc from "fast-check";
import { expect, test } from "vitest";

import { message } from "../../fakes/messages";
import { Ledger } from "./ledger";

const seqs = (ledger: Ledger) => ledger.messages.map((each) => each.seq);

test("a message that comes twice stands once", () => {
  const ledger = new Ledger();
  ledger.add([message(1), message(2)]);

  const fresh = ledger.add([message(2), message(3)]);

  expect(fresh.map((each) => each.seq)).toEqual([3]);
  expect(seqs(ledger)).toEqual([1, 2, 3]);
});

test("the place to resume from stops before a hole", () => {
  const ledger = new Ledger();
  ledger.add([message(1), message(2), message(5)]);
  expect(ledger.end).toBe(2);

  ledger.add([message(4), message(3)]);

  expect(ledger.end).toBe(5);
});

test("older pages go above and move no end", () => {
  const ledger = new Ledger();
  ledger.clear(40);
  ledger.add([message(41), message(42)]);

  ledger.prepend([message(39), message(40)], 38);

  expect(seqs(ledger)).toEqual([39, 40, 41, 42]);
  expect([ledger.floor, ledger.end]).toEqual([38, 42]);
});

test("after a reset nothing of the old log is left", () => {
  const ledger = new Ledger();
  ledger.add([message(1), message(2)]);

  ledger.clear(0);

  expect(ledger.messages).toEqual([]);
  expect(ledger.end).toBe(0);
});

test("in whatever order and however often they come, each stands once and in order", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 30 }))), (batches) => {
      const ledger = new Ledger();
      const fresh = batches.flatMap((batch) => ledger.add(batch.map((seq) => message(seq))));
      const wanted = [...new Set(batches.flat())].sort((one, other) => one - other);
      expect(seqs(ledger)).toEqual(wanted);
      expect(new Set(fresh.map((each) => each.seq)).size).toBe(fresh.length);
      expect(fresh.length).toBe(wanted.length);
    }),
  );
});
