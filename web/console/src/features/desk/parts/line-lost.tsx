/** Tells an agent whose line was cut for long that he was set offline meanwhile. */
import { DisconnectOutlined } from "@ant-design/icons";
import { Button } from "antd";

import { useCopy } from "@/lib/locale";
import { useChangePresence, usePresence } from "@/lib/presence";

import { copy } from "../copy";

export function LineLost() {
  const text = useCopy(copy);
  const { data } = usePresence();
  const change = useChangePresence();
  if (!data?.is_line_lost) return null;
  return (
    <div className="line-lost hl-small" role="alert">
      <DisconnectOutlined />
      <span>{text.lineLost}</span>
      <Button size="small" loading={change.isPending} onClick={() => change.mutate("available")}>
        {text.lineBack}
      </Button>
    </div>
  );
}
