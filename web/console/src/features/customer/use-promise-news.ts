/** Says to whoever made a promise that it falls due, or that its time has passed. */
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";

import { useFrames } from "@/lib/live/live";
import { useCopy } from "@/lib/locale";

import { peopleCopy } from "./copy-people";

interface PromiseFrame<Type extends string> {
  type: Type;
  promise_id: string;
  customer_id: string;
  due_at: string;
}

export function usePromiseNews(): void {
  const text = useCopy(peopleCopy);
  const { notification } = App.useApp();
  const queries = useQueryClient();
  const hear = (title: string, frame: PromiseFrame<string>): void => {
    void queries.invalidateQueries({ queryKey: ["customer"] });
    notification.warning({ key: frame.promise_id, title, description: text.newsHint });
  };
  useFrames<PromiseFrame<"promise.due">>("promise.due", (frame) => hear(text.newsDue, frame));
  useFrames<PromiseFrame<"promise.overdue">>("promise.overdue", (frame) => hear(text.newsOverdue, frame));
}

/** Listens while the desk is open; shows nothing itself. */
export function PromiseNews(): null {
  usePromiseNews();
  return null;
}
