import type { Branch } from "@hearthline/api";
import { describe, expect, it } from "vitest";

import { above, movedTo, pathsOf, rowsOf } from "./tree";

const place = (path: string, own: number, children: Branch[] = []): Branch => ({
  path, name: path.split("/").at(-1) ?? "", own, total: own + children.reduce((sum, one) => sum + one.total, 0), children,
});
const TREE = [place("供热", 0, [place("供热/缴费", 3, [place("供热/缴费/渠道", 2)]), place("供热/退费", 1)]), place("", 4)];

describe("the catalogue as rows", () => {
  it("hides what is below a closed place", () => {
    expect(rowsOf(TREE, new Set()).map(({ branch }) => branch.path)).toEqual(["供热", ""]);
    expect(rowsOf(TREE, new Set(["供热"])).map(({ depth }) => depth)).toEqual([0, 1, 1, 0]);
  });

  it("lists every place but the one without a name", () => {
    expect(pathsOf(TREE)).toEqual(["供热", "供热/缴费", "供热/缴费/渠道", "供热/退费"]);
  });

  it("knows the places above", () => {
    expect(above("供热/缴费/渠道")).toEqual(["供热", "供热/缴费"]);
    expect(above("供热")).toEqual([]);
  });
});

describe("moving a place", () => {
  it("goes below another or to the top, with its own name", () => {
    expect(movedTo("供热/缴费", "供热/退费")).toBe("供热/退费/缴费");
    expect(movedTo("供热/缴费", "")).toBe("缴费");
  });

  it("never goes into itself, nor to where it stands", () => {
    expect(movedTo("供热/缴费", "供热/缴费/渠道")).toBeNull();
    expect(movedTo("供热/缴费", "供热/缴费")).toBeNull();
    expect(movedTo("供热/缴费", "供热")).toBeNull();
    expect(movedTo("供热", "")).toBeNull();
  });
});
