/** Which way a number went. */
import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { Mark } from "@hearthline/ui";

import { useCopy } from "@/lib/locale";

import { compareCopy } from "../../copy-compare";

/** In a word and an arrow. */
export function Went({ by, told, isGood }: { by: number; told: string; isGood: boolean }) {
  const text = useCopy(compareCopy);
  if (by === 0) return <span className="hl-quiet">{text.equal}</span>;
  return (
    <Mark tone={isGood ? "good" : "danger"}>
      {by > 0 ? <ArrowUpOutlined /> : <ArrowDownOutlined />} {told} {isGood ? text.better : text.worse}
    </Mark>
  );
}
