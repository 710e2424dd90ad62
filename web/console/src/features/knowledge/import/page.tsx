/** Documents on their way in: dropped, looked at, corrected, written into drafts, undone; and the base taken out. */
import "../parts/shared.css";
import "./import.css";

import { usePlace } from "@/lib/place";

import { ExportCard } from "./parts/export-card";
import { ImportList } from "./parts/import-list";
import { OneImport } from "./parts/one-import";
import { UploadBox } from "./parts/upload-box";

export default function ImportPage() {
  const place = usePlace();
  const id = place.at("id");
  const open = (one: string | null) => place.go({ id: one, finding: null }, { push: true });
  if (id !== null) return <OneImport key={id} id={id} onBack={() => open(null)} />;
  return (
    <div className="hl-page">
      <div className="import-top">
        <UploadBox onSent={open} />
        <ExportCard />
      </div>
      <ImportList onOpen={open} />
    </div>
  );
}
