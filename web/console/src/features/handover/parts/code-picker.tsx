/** Choosing a wrap-up code: two levels in one list, found by pinyin initials. */
import type { CodeGroup } from "@hearthline/api";
import { Select } from "antd";
import { useMemo, useState } from "react";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { codesOf, fittingCodes } from "../rules";

export function CodePicker({ groups, value, onChange, wrong }: {
  groups: readonly CodeGroup[];
  value: string | null;
  onChange: (code: string) => void;
  wrong: boolean;
}) {
  const { wrap: text } = useCopy(copy);
  const [q, setQ] = useState("");
  const codes = useMemo(() => codesOf(groups), [groups]);
  const options = fittingCodes(codes, q).map(({ code, title, group }) => ({
    value: code,
    label: `${group} / ${title}`,
  }));
  return (
    <Select
      autoFocus
      showSearch
      filterOption={false}
      aria-label={text.code}
      placeholder={`${text.code}：${text.codeHint}`}
      status={wrong ? "error" : ""}
      value={value}
      searchValue={q}
      onSearch={setQ}
      onSelect={() => setQ("")}
      onChange={onChange}
      options={options}
      getPopupContainer={(trigger) => trigger.parentElement ?? document.body}
    />
  );
}
