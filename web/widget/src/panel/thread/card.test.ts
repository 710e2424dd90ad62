import { expect, test } from "vitest";

import { message } from "../../fakes/messages";
import { cardOf, citationsOf, yuan } from "./card";

function card(data: Record<string, unknown>) {
  return cardOf(message(1, { kind: "card", data }));
}

test("money is fen and shown as yuan", () => {
  expect(yuan(234_000)).toBe("¥2,340.00");
  const fields = [{ label: "应缴", fen: 1 }];
  expect(card({ card: "bill", fields })?.fields).toEqual([{ label: "应缴", value: "¥0.01" }]);
});

test("an unknown card falls back to its text", () => {
  expect(card({ card: "hologram", fields: [] })).toBeNull();
});

test("a broken field or an unsafe action is left out, the rest stands", () => {
  const fields = [null, { label: "问题", value: "全屋不热" }, { value: "无名" }];
  const actions = [{ label: "点我", url: "javascript:alert(1)" }, { label: "催单", value: "urge" }];
  const read = card({ card: "ticket", fields, actions });
  expect(read?.fields).toEqual([{ label: "问题", value: "全屋不热" }]);
  expect(read?.action).toMatchObject({ label: "催单", choice: "urge", href: null });
});

test("a citation without title is no citation", () => {
  const citations = [{ article: "a", version: 3, title: "室温标准" }, { article: "b" }];
  expect(citationsOf(message(1, { data: { citations } }))).toEqual([
    { title: "室温标准", version: "3" },
  ]);
});
