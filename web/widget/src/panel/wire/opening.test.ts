import { beforeEach, expect, test, vi } from "vitest";

import type { Bridge } from "../../bridge";
import type { CustomerApi, Opening } from "./customer-api";
import { Fault } from "./fault";
import type { Session } from "./messages";
import { openSession } from "./opening";

const open = vi.fn<(channel: string, opening: Opening) => Promise<Session>>();
const token = vi.fn<(fresh: boolean) => Promise<string | null>>();
const api = { openSession: open } as unknown as CustomerApi;
const bridge = { options: { channel: "demo" }, identity: { token } } as unknown as Bridge;
const identities = () => open.mock.calls.map(([, opening]) => opening.identity);

beforeEach(() => {
  localStorage.clear();
  open.mockReset().mockResolvedValue({} as Session);
  token.mockReset();
});

test("a refused identity is fetched anew once", async () => {
  token.mockResolvedValueOnce("old").mockResolvedValueOnce("new");
  open.mockRejectedValueOnce(new Fault("unauthorised"));

  const opened = await openSession(api, bridge);

  expect(identities()).toEqual(["old", "new"]);
  expect(opened.isDowngraded).toBe(false);
});

test("refused twice, the person is served as a visitor and told so", async () => {
  token.mockResolvedValue("bad");
  open.mockRejectedValueOnce(new Fault("unauthorised"));
  open.mockRejectedValueOnce(new Fault("unauthorised"));

  const opened = await openSession(api, bridge);

  expect(identities()).toEqual(["bad", "bad", null]);
  expect(opened.isDowngraded).toBe(true);
});

test("an identity address that is down does not keep anyone from asking", async () => {
  token.mockRejectedValue(new Error("down"));
  expect(await openSession(api, bridge)).toMatchObject({ person: "", isDowngraded: true });
});

test("nobody signed in is an ordinary visitor", async () => {
  token.mockResolvedValue(null);
  expect((await openSession(api, bridge)).isDowngraded).toBe(false);
});

test("a server in trouble is not taken for a refused identity", async () => {
  token.mockResolvedValue("good");
  open.mockRejectedValueOnce(new Fault("server"));
  await expect(openSession(api, bridge)).rejects.toThrow("server");
});
