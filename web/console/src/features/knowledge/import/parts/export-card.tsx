/** The whole base as a folder of Markdown or as a table. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Checkbox, Segmented } from "antd";
import { useState } from "react";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { exportAddress } from "../queries";

type Form = "markdown" | "xlsx";
const FORMS: Form[] = ["markdown", "xlsx"];

export function ExportCard() {
  const text = useCopy(copy);
  const [form, setForm] = useState<Form>("markdown");
  const [withDrafts, setWithDrafts] = useState(false);
  return (
    <section className="hl-card import-export">
      <h3>{text.exportTitle}</h3>
      <p className="hl-small hl-quiet">{text.exportHint}</p>
      <Segmented<Form>
        block
        value={form}
        onChange={setForm}
        options={FORMS.map((value) => ({ value, label: text.forms[value] }))}
      />
      <Checkbox checked={withDrafts} onChange={({ target }) => setWithDrafts(target.checked)}>
        {text.withDrafts}
      </Checkbox>
      <Button icon={<DownloadOutlined />} href={exportAddress(form, withDrafts)} download>
        {text.download}
      </Button>
    </section>
  );
}
