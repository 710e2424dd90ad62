import type { CustomerTag } from "@hearthline/api";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { serve, show } from "@/lib/testing";

import { CustomerTags } from "./customer-tags";

const tag = (name: string, urgency: number): CustomerTag =>
  ({
    id: name, code: name, name, name_en: name, urgency, meaning: `${name}怎么办`, phrase: "", reason: "本人说的",
  }) as CustomerTag;
const PATH = "GET /api/v1/customers/p1/tags";

function look(items: CustomerTag[]): void {
  vi.stubGlobal("fetch", serve({ [PATH]: { items } }).fetch);
  show(<CustomerTags customerId="p1" />, { permissions: ["customers.view"] });
}

describe("tags beside the name", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it("are three at most, the most urgent first, the rest behind a number", async () => {
    look([tag("常客", 0), tag("老人独居", 2), tag("孕妇", 1), tag("医疗用电", 3), tag("租户", 0)]);
    await screen.findByText("医疗用电");
    expect(screen.getAllByRole("button").map((one) => one.textContent)).toEqual([
      "医疗用电", "老人独居", "孕妇", "+2",
    ]);
    await userEvent.hover(screen.getByRole("button", { name: "另有 2 个标签" }));
    expect(await screen.findByText("租户怎么办")).toBeTruthy();
  });

  it("say on hover what one means for the service", async () => {
    look([tag("老人独居", 2)]);
    await userEvent.hover(await screen.findByText("老人独居"));
    expect(await screen.findByText("老人独居怎么办")).toBeTruthy();
    expect(screen.queryByText(/^\+/)).toBeNull();
  });
});
