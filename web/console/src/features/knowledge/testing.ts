/** Items, copies and reviews for tests. */
import type { Item, ItemContent, Review, WorkingCopy } from "@hearthline/api";

export function aContent(facts: Partial<ItemContent> = {}): ItemContent {
  return {
    slug: "heating/stop", kind: "question", title: "怎么报停", questions: ["冬天不住能停暖吗"],
    answer: "供暖前 30 天内可以办理报停。", professional: "", details: "", spoken: null, intents: [],
    keywords: [], catalogue: "供热/报停", tags: [], scenes: [], audience: ["customer", "agent"],
    channels: ["web", "wechat", "app", "phone"], customer_classes: [], regions: [], related: [],
    attributes: [], attachments: [], is_local_rule: false, is_exportable: false, source: "客服手册",
    owner: "", review_on: null, valid_from: "2026-09-01T00:00:00Z", valid_to: null, ...facts,
  };
}

export function aCopy(facts: Partial<WorkingCopy> = {}): WorkingCopy {
  return {
    article_id: "a1", counter: 1, state: "draft", content: aContent(), based_on: 1,
    authors: [{ id: "1", name: "孙悦" }], edited_by: { id: "1", name: "孙悦" },
    edited_at: "2026-11-21T08:00:00Z", submitted_by: null, submitted_at: null, note: "", ...facts,
  };
}

export function anItem(facts: Partial<Item> = {}): Item {
  return {
    article_id: "a1", slug: "heating/stop", title: "怎么报停", kind: "question", state: "published",
    copy_state: null, catalogue: "供热/报停", tags: [], owner: "", audience: ["customer", "agent"],
    is_exportable: false, newest: 1, live: 1, waiting: null, due_at: null,
    published_at: "2026-11-20T08:00:00Z", withdrawn_at: null, valid_from: "2026-09-01T00:00:00Z",
    valid_to: null, review_on: null, changed_at: "2026-11-20T08:00:00Z", ...facts,
  };
}

export function aReview(facts: Partial<Review> = {}): Review {
  return {
    article_id: "a1", slug: "heating/stop", title: "怎么报停", kind: "question", counter: 2, based_on: 1,
    submitted_by: { id: "2", name: "李静" }, submitted_at: "2026-11-21T08:00:00Z", note: "", mine: false,
    ...facts,
  };
}
