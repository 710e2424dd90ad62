import type { Entity, GraphRelation, Neighbourhood } from "@hearthline/api";
import { describe, expect, it } from "vitest";

import { joined, layOut, linesOfChosen, nextTo, pathOf } from "./layout";

const words = { zh: "", en: "" };
const thing = (id: string, kind: Entity["kind"] = "document"): Entity => ({
  id, kind, kind_words: words, name: id, names: [], note: "", origin: "extracted", article_id: null,
});
const relation = (from: string, to: string, kind: GraphRelation["kind"] = "needs"): GraphRelation => ({
  id: `${from}${to}${kind}`, subject_id: from, object_id: to, kind, origin: "extracted", sources: [],
});
const around = (ids: string[], relations: GraphRelation[]): Neighbourhood => ({
  entities: ids.map((id, distance) => ({ entity: thing(id), distance })), relations, is_cut: false,
});
const placeOf = (picture: ReturnType<typeof layOut>, id: string) => {
  const found = picture.placed.find(({ entity }) => entity.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe("several neighbourhoods", () => {
  it("are one picture without doubles, and without relations into nothing", () => {
    const whole = joined([
      around(["stop", "card"], [relation("stop", "card"), relation("stop", "gone")]),
      around(["card", "deed"], [relation("stop", "card"), relation("deed", "card")]),
    ]);
    expect(whole.entities.map(({ id }) => id)).toEqual(["stop", "card", "deed"]);
    expect(whole.relations).toHaveLength(2);
  });

  it("say that there is more when one of them was cut", () => {
    const cut = { ...around(["a"], []), is_cut: true };
    expect(joined([around(["a"], []), cut]).isCut).toBe(true);
  });
});

describe("the picture", () => {
  const whole = joined([
    around(["item", "stop", "card", "fee"], [
      relation("item", "stop", "is_about"),
      relation("stop", "card"),
      relation("stop", "fee", "costs"),
      relation("item", "card", "names"),
    ]),
  ]);
  const picture = layOut(whole, ["stop"]);

  it("puts what leads to the centre left of it, and what it leads to right", () => {
    const center = placeOf(picture, "stop");
    expect(placeOf(picture, "item").x).toBeLessThan(center.x);
    expect(placeOf(picture, "card").x).toBeGreaterThan(center.x);
  });

  it("draws the lines of the centre, and others only for the chosen thing", () => {
    expect(picture.lines.map(({ id }) => id).toSorted()).toEqual(["item→stop", "stop→card", "stop→fee"]);
    expect(linesOfChosen(whole, picture, "stop")).toEqual([]);
    expect(linesOfChosen(whole, picture, "item").map(({ id }) => id)).toEqual(["item→card"]);
  });

  it("lets no thing lie on another, however many there are", () => {
    const ids = Array.from({ length: 40 }, (_, index) => `d${index}`);
    const many = joined([around(["stop", ...ids], ids.map((id) => relation("stop", id)))]);
    const { placed } = layOut(many, ["stop"]);
    const lie = placed.flatMap((a, index) =>
      placed.slice(index + 1).filter((b) => Math.abs(a.x - b.x) < a.width && Math.abs(a.y - b.y) < a.height),
    );
    expect(lie).toEqual([]);
  });

  it("is walked with the arrows, and ends at its edge", () => {
    expect(nextTo(picture.placed, "stop", "left")).toBe("item");
    expect(["card", "fee"]).toContain(nextTo(picture.placed, "stop", "right"));
    expect(nextTo(picture.placed, "item", "left")).toBeNull();
    expect(nextTo(picture.placed, "nobody", "left")).toBeNull();
  });

  it("joins several relations of the same ends in one line", () => {
    const two = joined([around(["a", "b"], [relation("a", "b"), relation("a", "b", "requires")])]);
    expect(layOut(two, ["a"]).lines.map(({ relations }) => relations.length)).toEqual([2]);
  });

  it("draws nothing for no points", () => {
    expect(pathOf([])).toBe("");
    expect(pathOf([{ x: 0, y: 0 }, { x: 10, y: 4 }])).toBe("M0,0 C5,0 5,4 10,4");
  });
});
