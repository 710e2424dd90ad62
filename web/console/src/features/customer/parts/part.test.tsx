import type { FactsPart } from "@hearthline/api";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { chooseLocale } from "@/lib/locale";
import { show } from "@/lib/testing";

import { Part } from "./part";

const NOTHING: FactsPart<string> = { state: "shown", why: null, hint: "", as_of: null, data: null };

function look(part: Partial<FactsPart<string>>, onAgain = vi.fn()) {
  show(
    <Part
      title="账单"
      part={{ ...NOTHING, ...part }}
      onAgain={onAgain}
      reveal={<button type="button">查看金额</button>}
    >
      {(data) => <p>{data}</p>}
    </Part>,
  );
  return onAgain;
}

describe("a part of the card", () => {
  beforeEach(() => chooseLocale("zh-CN"));
  afterEach(cleanup);

  it("shows what it has", () => {
    look({ data: "2026-2027", as_of: new Date().toISOString() });
    expect(screen.getByText("2026-2027")).toBeTruthy();
    expect(screen.queryByText(/较早/)).toBeNull();
  });

  it("says how old it is when nothing newer came", () => {
    look({ state: "stale", why: "down", data: "旧账单", as_of: "2026-11-20T01:00:00Z" });
    expect(screen.getByText("旧账单")).toBeTruthy();
    expect(screen.getByText(/较早/)).toBeTruthy();
    expect(screen.getByTitle(/业务系统没有回应/)).toBeTruthy();
  });

  it("keeps the shape of what comes while it loads", () => {
    look({ state: "loading" });
    expect(screen.getByRole("status", { name: "正在读取" })).toBeTruthy();
  });

  it("says why it is withheld, and asks for a reason only where one helps", () => {
    look({ state: "withheld", why: "need_verify" });
    expect(screen.getByText(/核实身份（L2）后可看/)).toBeTruthy();
    expect(screen.queryByText("查看金额")).toBeNull();
    cleanup();
    look({ state: "withheld", why: "need_reason" });
    expect(screen.getByText("查看金额")).toBeTruthy();
  });

  it("tells trouble in the source's words and reads again when pressed", async () => {
    const again = look({ state: "unavailable", why: "refused", hint: "户号已注销" });
    expect(screen.getByText(/户号已注销/)).toBeTruthy();
    await userEvent.click(screen.getByText("再读一次"));
    expect(again).toHaveBeenCalledOnce();
  });

  it("is not there for what the trade does not have", () => {
    look({ state: "not_asked" });
    expect(screen.queryByText("账单")).toBeNull();
  });
});
