/** The first thing to do of a shift, where the list is still empty. */
import { Button } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useChangePresence, usePresence } from "@/lib/presence";

import { copy } from "./copy";

export function GoAvailable() {
  const may = useMay();
  return may("desk.reply") ? <Begin /> : null;
}

function Begin() {
  const text = useCopy(copy);
  const { data } = usePresence();
  const change = useChangePresence();
  if (!data || data.state === "available") return null;
  return (
    <Button type="primary" loading={change.isPending} onClick={() => change.mutate("available")}>
      {text.goAvailable}
    </Button>
  );
}
