import { Problem } from "@hearthline/api";
import { afterEach, describe, expect, it, vi } from "vitest";

import { session } from "./api";
import { aRequest } from "./sending.testing";
import { sendForm } from "./sending";

const send = (onShare = vi.fn()) => sendForm("/api/x", new FormData(), { hoped: 201, onShare });

describe("sending a form", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("tells how far it has come and gives the answer", async () => {
    const requests = aRequest({ status: 201, body: { id: "1" }, shares: [0.5] });
    session.set((now) => ({ ...now, csrf: "c" }));
    const onShare = vi.fn();
    await expect(send(onShare)).resolves.toEqual({ id: "1" });
    expect(onShare).toHaveBeenCalledWith(0.5);
    expect(requests[0]?.headers["X-CSRF-Token"]).toBe("c");
  });

  it("gives a refusal as a problem in the server's words", async () => {
    aRequest({ status: 422, body: { code: "knowledge.file_kind_refused", detail: "不支持" } });
    await expect(send()).rejects.toMatchObject({ status: 422, code: "knowledge.file_kind_refused" });
  });

  it("gives a broken line as a problem too", async () => {
    aRequest({ status: 0, body: null });
    await expect(send()).rejects.toBeInstanceOf(Problem);
  });
});
