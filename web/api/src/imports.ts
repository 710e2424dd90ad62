/** Documents on their way into the base. */
import type { Answer, Body } from "./answers";

export type ImportPage = Answer<"listKnowledgeImports">;
export type KnowledgeImport = ImportPage["items"][number];
export type ImportState = KnowledgeImport["state"];
export type ImportTrouble = KnowledgeImport["troubles"][number];
export type ImportItemPage = Answer<"listKnowledgeImportItems">;
export type ImportItem = ImportItemPage["items"][number];
export type ImportFinding = ImportItem["finding"];
export type ImportItemChange = Body<"changeKnowledgeImportItem">;
export type ImportApplied = Answer<"applyKnowledgeImport">;
