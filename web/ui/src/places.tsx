/** What stands where nothing is yet: an empty place teaches, an error says what to press. */
import { InboxOutlined, ReloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { CSSProperties, ReactNode } from "react";

export function EmptyPlace({ icon, title, deed, children }: {
  icon?: ReactNode;
  title: string;
  /** The first thing to do here. */
  deed?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="hl-place">
      {icon ?? <InboxOutlined />}
      <strong>{title}</strong>
      {children === undefined ? null : <p className="hl-small">{children}</p>}
      {deed}
    </div>
  );
}

export function ErrorPlace({ title, detail, again, onAgain }: {
  title: string;
  detail: string;
  again: string;
  onAgain: () => void;
}) {
  return (
    <div className="hl-place" role="alert">
      <strong>{title}</strong>
      <p className="hl-small">{detail}</p>
      <Button icon={<ReloadOutlined />} onClick={onAgain}>
        {again}
      </Button>
    </div>
  );
}

export function Bone({ width, style }: { width: string; style?: CSSProperties }) {
  return <span className="hl-bone" style={{ width, ...style }} aria-hidden />;
}
