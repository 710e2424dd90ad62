import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { guarded } from "./guarded";

const Card = guarded(({ conversationId }: { conversationId: string }) => {
  if (conversationId === "bad") throw new Error("no such field");
  return <p>card of {conversationId}</p>;
});

const page = (id: string) => (
  <>
    <Card conversationId={id} />
    <textarea aria-label="reply" />
  </>
);

describe("A guarded part", () => {
  beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => undefined));
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
  });

  it("breaks alone, and is tried again for the next conversation", () => {
    const { rerender } = render(page("bad"));
    expect(screen.getByRole("alert")).toBeTruthy();
    expect(screen.getByLabelText("reply")).toBeTruthy();

    rerender(page("good"));
    expect(screen.getByText("card of good")).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});
