/** Whether live news reach this tab; quiet while they do. */
import { DisconnectOutlined, LoadingOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";

import { useLinkState } from "@/lib/live/live";
import { useCopy } from "@/lib/locale";

import { copy } from "./copy";

export function LinkMark() {
  const text = useCopy(copy);
  const state = useLinkState();
  const icon = {
    live: <span className="link-dot" />,
    connecting: <LoadingOutlined />,
    waiting: <DisconnectOutlined />,
    stopped: <DisconnectOutlined />,
  }[state];
  return (
    <Tooltip title={text.linkHint[state]} placement="right">
      <span className="link-mark" data-state={state} role="status">
        {icon}
        <span className="link-word">{text.link[state]}</span>
      </span>
    </Tooltip>
  );
}
