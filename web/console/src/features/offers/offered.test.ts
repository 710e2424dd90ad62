import { describe, expect, it } from "vitest";

import { aRow, stamp } from "@/lib/live/testing";

import { ownWords } from "./offered";

const saidBy = (sender: string) =>
  aRow("c1", { last: { seq: 3, sender, text: "家里不热", at: stamp(3) } });

describe("the words on an offer", () => {
  it("are the customer's own, never the bot's or a notice's", () => {
    expect(ownWords(saidBy("customer"))).toBe("家里不热");
    expect(["bot", "system", "agent"].map((sender) => ownWords(saidBy(sender)))).toEqual(["", "", ""]);
    expect(ownWords(aRow("c1"))).toBe("");
  });
});
