import { describe, expect, it } from "vitest";

import { find } from "./match";
import { initials } from "./pinyin";

const canned = [
  { title: "您好开场", shortcut: "hi", text: "您好" },
  { title: "测温预约", shortcut: "cw", text: "您哪天在家方便" },
  { title: "催单说明", shortcut: "cd", text: "已经帮您催了" },
];
const titles = (q: string) => find(canned, q).map(({ title }) => title);

describe("finding a canned answer", () => {
  it("reads pinyin initials from the order of Chinese", () => {
    expect(initials("暖气不热")).toBe("nqbr");
    expect(initials("测温 2 号")).toBe("cw2h");
  });

  it("finds by title, shortcut, pinyin initials and text, the nearest first", () => {
    expect(titles("测温")).toEqual(["测温预约"]);
    expect(titles("cd")).toEqual(["催单说明"]);
    expect(titles("nhkc")).toEqual(["您好开场"]);
    expect(titles("哪天")).toEqual(["测温预约"]);
    expect(titles("zzz")).toEqual([]);
    expect(titles("")).toHaveLength(3);
  });
});
