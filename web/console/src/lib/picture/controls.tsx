/** The buttons of a picture that is zoomed: larger, smaller, all of it, and what a room adds. */
import { AimOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Panel } from "@xyflow/react";
import { Button, Tooltip } from "antd";
import type { ReactNode } from "react";

import { copyOf, useCopy } from "../locale";

const copy = copyOf({
  zh: { zoomIn: "放大", zoomOut: "缩小", fit: "看全图" },
  en: { zoomIn: "Zoom in", zoomOut: "Zoom out", fit: "Show the whole" },
});

export interface Zoom {
  zoomIn: () => void;
  zoomOut: () => void;
  fit: () => void;
}

export function Controls({ view, children }: { view: Zoom; children?: ReactNode }) {
  const text = useCopy(copy);
  return (
    <Panel position="bottom-left" className="picture-controls">
      <Control label={text.zoomIn} icon={<PlusOutlined />} onClick={view.zoomIn} />
      <Control label={text.zoomOut} icon={<MinusOutlined />} onClick={view.zoomOut} />
      <Control label={text.fit} icon={<AimOutlined />} onClick={view.fit} />
      {children}
    </Panel>
  );
}

export function Control({ label, icon, onClick }: {
  label: string;
  icon: ReactNode;
  onClick: () => void;
}) {
  return (
    <Tooltip title={label} placement="right">
      <Button icon={icon} aria-label={label} onClick={onClick} />
    </Tooltip>
  );
}
