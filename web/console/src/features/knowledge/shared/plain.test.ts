import { describe, expect, it } from "vitest";

import { piecesOf, spokenSeconds, unmarked } from "./plain";

describe("the little markup of answers", () => {
  it("knows headings and lists from lines", () => {
    expect(piecesOf("## 细节\n- 一条\n\n一行").map(({ kind }) => kind)).toEqual(["head", "item", "line"]);
  });

  it("is taken out where a chat shows letters only", () => {
    expect(unmarked("## 细节\n- 一条\n一行")).toBe("细节\n· 一条\n一行");
  });

  it("does not count marks as spoken", () => {
    expect(spokenSeconds("您好，请问……")).toBe(spokenSeconds("您好请问……"));
    expect(spokenSeconds("一二三四五六七八九")).toBe(2);
  });
});
