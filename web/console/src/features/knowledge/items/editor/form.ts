/** What every field of the editor is handed. */
import type { ItemContent } from "@hearthline/api";

import type { ContentField } from "./content";

export interface Form {
  content: ItemContent;
  write: <Field extends ContentField>(field: Field, value: ItemContent[Field]) => void;
  /** What is to be mended before it can be handed in, by field. */
  lacks: Partial<Record<string, string>>;
}
