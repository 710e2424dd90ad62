/** What a figure counts, one press or one stop of the Tab key away. */
import { DownloadOutlined, InfoCircleOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { type Asked, csvAddress } from "../queries";

export function Meaning({ name, children }: { name: string; children: string }) {
  const text = useCopy(copy);
  return (
    <Tooltip title={children} trigger={["hover", "focus", "click"]}>
      <button type="button" className="figure-info" aria-label={`${text.meaning(name)}：${children}`}>
        <InfoCircleOutlined />
      </button>
    </Tooltip>
  );
}

export function Csv({ section, name, asked }: { section: string; name: string; asked: Asked }) {
  const text = useCopy(copy);
  return (
    <a className="figure-csv hl-small" href={csvAddress(section, asked)} download aria-label={text.csvOf(name)}>
      <DownloadOutlined /> {text.csv}
    </a>
  );
}
