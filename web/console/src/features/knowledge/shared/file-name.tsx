/** The name of an item's file; one that is kept here opens, others are only named. */
import type { ItemAttachment } from "@hearthline/api";

const KEPT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function FileName({ file }: { file: ItemAttachment }) {
  if (!KEPT.test(file.file_id)) {
    return (
      <span className="hl-clip" title={file.name}>
        {file.name}
      </span>
    );
  }
  return (
    <a
      className="hl-clip"
      title={file.name}
      href={`/api/v1/knowledge/files/${file.file_id}`}
      target="_blank"
      rel="noreferrer"
    >
      {file.name}
    </a>
  );
}
