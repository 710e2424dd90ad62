import { describe, expect, it } from "vitest";

import { aRow, stamp } from "@/lib/live/testing";

import { ownWords, secondsLeft } from "./offered";

const saidBy = (sender: string) =>
  aRow("c1", { last: { seq: 3, sender, text: "家里不热", at: stamp(3) } });

describe("the words on an offer", () => {
  it("are the customer's own, never the bot's or a notice's", () => {
    expect(ownWords(saidBy("customer"))).toBe("家里不热");
    expect(["bot", "system", "agent"].map((sender) => ownWords(saidBy(sender)))).toEqual(["", "", ""]);
    expect(ownWords(aRow("c1"))).toBe("");
  });
});

describe("the count-down of an offer", () => {
  const now = Date.parse(stamp(0));
  const endsAt = (offer_expires_at: string | null) =>
    secondsLeft(aRow("c1", { offer_expires_at }), now);

  it("stays between thirty seconds and none, though the clocks differ", () => {
    expect([stamp(31), stamp(30), stamp(7), stamp(-2), null].map(endsAt)).toEqual([30, 30, 7, 0, 0]);
  });
});
