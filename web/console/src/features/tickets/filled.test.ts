import { describe, expect, it } from "vitest";

import { bodyOf } from "./filled";

describe("a filled form", () => {
  it("sends what was told and leaves out what is empty", () => {
    const day = { format: () => "2026-11-26" };
    const body = bodyOf(
      {
        type_code: "H-RP-01",
        description: " 全屋不热 ",
        account_no: " ",
        address: "幸福小区3号楼",
        details: { since: "昨晚", room: "", seen: day, temp_c: 0 },
      },
      "c1",
    );
    expect(body).toMatchObject({
      client_id: "c1",
      description: "全屋不热",
      account_no: null,
      place: { address: "幸福小区3号楼", community: null },
      submitter: { kind: "self", name: "", phone: null },
      details: { since: "昨晚", seen: "2026-11-26", temp_c: 0 },
    });
  });

  it("names whoever told it only when it was not the customer himself", () => {
    const told = { kind: "property", name: "李经理", phone: "13800001111" };
    const base = { type_code: "H-RP-01", description: "楼道漏水", submitter: told };
    expect(bodyOf(base, "c").submitter).toMatchObject({ kind: "self" });
    expect(bodyOf({ ...base, is_proxy: true }, "c").submitter).toEqual(told);
  });
});
