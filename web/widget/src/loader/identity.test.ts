import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Identity, expiryOf } from "./identity";

const fetching = vi.fn<(url: string, how: RequestInit) => Promise<Response>>();

function jwt(inSeconds: number, id = "1"): string {
  const claims = { sub: "u", jti: id, exp: Math.floor(Date.now() / 1_000) + inSeconds };
  return `h.${btoa(JSON.stringify(claims))}.s`;
}

beforeEach(() => void vi.stubGlobal("fetch", fetching.mockReset()));
afterEach(() => void vi.unstubAllGlobals());

test("a token in the tag is used as it is", async () => {
  const token = jwt(600);
  expect(await new Identity(token, null).token(false)).toBe(token);
  expect(fetching).not.toHaveBeenCalled();
});

test("a spent token in the tag without an address makes a visitor", async () => {
  expect(await new Identity(jwt(10), null).token(false)).toBeNull();
});

test("the address is asked once until the token is nearly spent or a fresh one is wanted", async () => {
  fetching.mockImplementation(() => Promise.resolve(new Response(`{"identity": "${jwt(600)}"}`)));
  const identity = new Identity(null, "https://a.example/id");

  await identity.token(false);
  await identity.token(false);
  expect(fetching).toHaveBeenCalledTimes(1);

  await identity.token(true);
  expect(fetching).toHaveBeenCalledTimes(2);
});

test("the address may answer with the bare token or with nobody signed in", async () => {
  const token = jwt(600);
  fetching.mockResolvedValueOnce(new Response(`${token}\n`));
  expect(await new Identity(null, "https://a.example/id").token(false)).toBe(token);

  fetching.mockResolvedValueOnce(new Response(null, { status: 401 }));
  expect(await new Identity(null, "https://a.example/id").token(false)).toBeNull();
});

test("a broken address is told from nobody signed in", async () => {
  fetching.mockResolvedValueOnce(new Response("oops", { status: 500 }));
  await expect(new Identity(null, "https://a.example/id").token(false)).rejects.toThrow("500");
});

test("identify takes a callback and forgets who was before", async () => {
  const identity = new Identity(jwt(600, "old"), null);
  identity.replace(() => "new");
  expect(await identity.token(false)).toBe("new");
  identity.replace(null);
  expect(await identity.token(false)).toBeNull();
});

test("what is no JWT has no end that could be read", () => {
  expect(expiryOf("abc")).toBeNull();
  expect(expiryOf("a.%%%.c")).toBeNull();
});
