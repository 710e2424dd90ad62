import { type ConversationId, Problem, type ReplyDraft } from "@hearthline/api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { DEBOUNCE_MS, Drafting } from "./drafting";

/** The server's side of one draft: the rule of versions and tabs. */
class Kept {
  stands: ReplyDraft = {
    text: "", mode: "reply", version: 0, tab: null, returned: null, pending: [],
  };
  cut = false;
  saves = 0;

  get = (): Promise<ReplyDraft> =>
    this.cut ? Promise.reject(new Problem(0, { code: "network" })) : Promise.resolve(this.stands);

  keep = (
    _id: ConversationId,
    typed: { text: string; mode: "reply" | "note"; base: number; tab: string },
  ): Promise<ReplyDraft> => {
    if (this.cut) return Promise.reject(new Problem(0, { code: "network" }));
    if (typed.base !== this.stands.version && typed.tab !== this.stands.tab) {
      return Promise.reject(new Problem(409, { code: "draft.elsewhere" }));
    }
    this.saves += 1;
    const { text, mode, tab } = typed;
    this.stands = { ...this.stands, text, mode, tab, version: this.stands.version + 1, returned: null };
    return Promise.resolve(this.stands);
  };
}

const passed = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const told = ({ version, tab, returned }: ReplyDraft) =>
  ({ type: "draft", conversation_id: "c1", version, tab, returned }) as const;

describe("a draft", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    localStorage.clear();
  });

  it("is kept on the server once a pause comes, not at every letter", async () => {
    const server = new Kept();
    const draft = new Drafting("c1", server, "a");
    for (const text of ["您", "您家", "您家的"]) {
      draft.type({ text });
      await passed(DEBOUNCE_MS / 2);
    }
    await passed(DEBOUNCE_MS);
    expect(server.stands.text).toBe("您家的");
    expect(server.saves).toBe(1);
  });

  it("keeps every letter over a cut line, and brings it when the line is back", async () => {
    const server = new Kept();
    const draft = new Drafting("c1", server, "a");
    server.cut = true;
    draft.type({ text: "断网时写的" });
    await passed(20_000);
    expect(new Drafting("c1", server, "b").store.get().text).toBe("断网时写的");
    server.cut = false;
    await passed(6_000);
    expect(server.stands.text).toBe("断网时写的");
  });

  it("keeps the last words of a page that was left before they were on the server", async () => {
    const server = new Kept();
    const draft = new Drafting("c1", server, "a");
    draft.type({ text: "先关阀门" });
    await passed(DEBOUNCE_MS);
    server.cut = true;
    draft.type({ text: "先关阀门，再看压力" });
    await passed(DEBOUNCE_MS);
    server.cut = false;
    const opened = new Drafting("c1", server, "b");
    await opened.load();
    expect(opened.store.get().text).toBe("先关阀门，再看压力");
    await passed(DEBOUNCE_MS);
    expect(server.stands.text).toBe("先关阀门，再看压力");
  });

  it("loses neither words of a left page nor what another tab wrote since", async () => {
    const server = new Kept();
    server.cut = true;
    new Drafting("c1", server, "a").type({ text: "甲" });
    await passed(DEBOUNCE_MS);
    server.cut = false;
    server.stands = { ...server.stands, text: "乙", version: 4, tab: "other" };
    const opened = new Drafting("c1", server, "b");
    await opened.load();
    expect(opened.store.get().text).toBe("乙\n甲");
  });

  it("does not bring back words that were sent while the line was cut", async () => {
    const server = new Kept();
    const draft = new Drafting("c1", server, "a");
    draft.type({ text: "马上处理" });
    await passed(DEBOUNCE_MS);
    server.cut = true;
    draft.type({ text: "" });
    await passed(DEBOUNCE_MS);
    server.cut = false;
    const opened = new Drafting("c1", server, "b");
    await opened.load();
    await passed(DEBOUNCE_MS);
    expect(opened.store.get().text).toBe("");
    expect(server.stands.text).toBe("");
  });

  it("goes over to the tab that is typed in, and the tab at rest follows", async () => {
    const server = new Kept();
    const first = new Drafting("c1", server, "a");
    first.type({ text: "甲" });
    await passed(DEBOUNCE_MS);
    const second = new Drafting("c1", server, "b");
    await second.load();
    expect(second.store.get().text).toBe("甲");
    second.type({ text: "甲乙" });
    await passed(DEBOUNCE_MS);
    first.hear(told(server.stands));
    await passed(0);
    expect(first.store.get().text).toBe("甲乙");
    // Missed news: the first types on and takes over again.
    second.type({ text: "甲乙丙" });
    await passed(DEBOUNCE_MS);
    first.type({ text: "甲乙丁" });
    await passed(DEBOUNCE_MS * 3);
    expect(server.stands).toMatchObject({ text: "甲乙丁", tab: "a" });
  });

  it("puts words that came back in front of what is being typed", async () => {
    const server = new Kept();
    const draft = new Drafting("c1", server, "a");
    draft.type({ text: "新的话" });
    server.stands = { ...server.stands, text: "旧的话", version: 9, tab: "server", returned: "moved" };
    draft.hear(told(server.stands));
    await passed(DEBOUNCE_MS * 3);
    expect(draft.store.get().text).toBe("旧的话\n新的话");
    expect(server.stands.text).toBe("旧的话\n新的话");
  });
});
