import { describe, expect, it } from "vitest";

import { addQuestions } from "./questions";

describe("adding similar questions", () => {
  it("takes many lines, without their bullets and numbers", () => {
    const { questions, added } = addQuestions(["怎么报停"], "1. 冬天不住能停暖吗\r\n- 停暖要交钱吗\n\n3、报停找谁");
    expect(questions).toEqual(["怎么报停", "冬天不住能停暖吗", "停暖要交钱吗", "报停找谁"]);
    expect(added).toBe(3);
  });

  it("keeps a number that belongs to the question", () => {
    expect(addQuestions([], "12 月 31 日前要交费吗").questions).toEqual(["12 月 31 日前要交费吗"]);
  });

  it("counts what is there already, whatever mark ends it", () => {
    expect(addQuestions(["怎么报停"], "怎么报停？\n怎么 报停")).toMatchObject({ added: 0, double: 2 });
  });

  it("refuses what the server would not take", () => {
    expect(addQuestions([], "长".repeat(201))).toMatchObject({ added: 0, refused: 1 });
    const full = Array.from({ length: 500 }, (_, n) => `问法${n}`);
    expect(addQuestions(full, "再来一个")).toMatchObject({ added: 0, refused: 1 });
  });
});
