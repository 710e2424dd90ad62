/** Opening, saving and stepping back on the server. */
import { type ItemChange, taken, type WorkingCopy } from "@hearthline/api";

import { api } from "@/lib/api";

const of = (id: string) => ({ path: { article_id: id } });

export const openCopy = (id: string): Promise<WorkingCopy> =>
  taken<WorkingCopy>(
    api.POST("/api/v1/knowledge/articles/{article_id}/draft", { params: of(id) }),
  );

export const saveCopy = (id: string, counter: number, changes: ItemChange): Promise<WorkingCopy> =>
  taken<WorkingCopy>(
    api.PATCH("/api/v1/knowledge/articles/{article_id}/draft", {
      params: of(id),
      // Fields left out stay; the generated type asks for all of them.
      body: { counter, changes: changes as Required<ItemChange> },
    }),
  );

export const stepBack = (id: string, counter: number): Promise<WorkingCopy> =>
  taken<WorkingCopy>(
    api.POST("/api/v1/knowledge/articles/{article_id}/draft/undo", {
      params: of(id),
      body: { counter },
    }),
  );
