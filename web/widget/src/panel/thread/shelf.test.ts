import { expect, test } from "vitest";

import { Shelf } from "./shelf";
import { personOf, visitorId } from "./visitor";

function blocked(): Storage {
  throw new DOMException("denied", "SecurityError");
}

function full(): Storage {
  const refuse = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  return { getItem: () => "old", setItem: refuse, removeItem: () => undefined } as never;
}

test("with storage blocked things are kept for as long as the page lives", () => {
  const shelf = new Shelf(blocked);
  expect(shelf.get("a")).toBeNull();
  shelf.set("a", "1");
  expect(shelf.get("a")).toBe("1");
  shelf.remove("a");
  expect(shelf.get("a")).toBeNull();
});

test("with storage full the newest value counts, not the stored one", () => {
  const shelf = new Shelf(full);
  shelf.set("a", "new");
  expect(shelf.get("a")).toBe("new");
});

test("what is no JSON is taken for nothing", () => {
  const shelf = new Shelf(blocked);
  shelf.set("a", "{");
  expect(shelf.getJson("a")).toBeNull();
});

test("the visitor keeps his id, with storage blocked too", () => {
  const shelf = new Shelf(blocked);
  expect(visitorId(shelf, "demo", "")).toBe(visitorId(shelf, "demo", ""));
});

test("a visitor who signs in keeps his id, after signing out there is a new one", () => {
  const shelf = new Shelf(blocked);
  const visitor = visitorId(shelf, "demo", "");
  expect(visitorId(shelf, "demo", "wang")).toBe(visitor);
  expect(visitorId(shelf, "demo", "wang")).toBe(visitor);
  expect(visitorId(shelf, "demo", "")).not.toBe(visitor);
});

test("another person on the same computer is not given the conversation of the one before", () => {
  const shelf = new Shelf(blocked);
  expect(visitorId(shelf, "demo", "wang")).not.toBe(visitorId(shelf, "demo", "li"));
});

test("a person is told by sub and not by the token that happens to carry it", () => {
  const jwt = (claims: object) => `h.${btoa(JSON.stringify(claims))}.s`;
  expect(personOf(jwt({ sub: "u1", jti: "1" }))).toBe(personOf(jwt({ sub: "u1", jti: "2" })));
  expect(personOf(jwt({ sub: "u1" }))).not.toBe(personOf(jwt({ sub: "u2" })));
  expect(personOf(null)).toBe("");
});
