/** How each kind of thing is drawn; its word and shape stand with the sign. */
import {
  AimOutlined,
  BookOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  EnvironmentOutlined,
  FileTextOutlined,
  FolderOutlined,
  NodeIndexOutlined,
  PayCircleOutlined,
  QuestionCircleOutlined,
  SafetyCertificateOutlined,
  ToolOutlined,
  WarningOutlined,
} from "@ant-design/icons";
import type { EntityKind, RelationKind } from "@hearthline/api";
import type { ReactNode } from "react";

export const KINDS: EntityKind[] = [
  "service",
  "fee",
  "condition",
  "document",
  "deadline",
  "place",
  "fault",
  "cause",
  "remedy",
  "policy",
  "topic",
  "scene",
  "item",
];

export const KIND_ICONS: Record<EntityKind, ReactNode> = {
  service: <AimOutlined />,
  fee: <PayCircleOutlined />,
  condition: <CheckSquareOutlined />,
  document: <FileTextOutlined />,
  deadline: <ClockCircleOutlined />,
  place: <EnvironmentOutlined />,
  fault: <WarningOutlined />,
  cause: <QuestionCircleOutlined />,
  remedy: <ToolOutlined />,
  policy: <SafetyCertificateOutlined />,
  item: <BookOutlined />,
  topic: <FolderOutlined />,
  scene: <NodeIndexOutlined />,
};

/** What a line looks like: facts of the trade are drawn full, order of the base dashed, references dotted. */
export const LINE_OF: Record<RelationKind, "fact" | "order" | "reference"> = {
  is_about: "reference",
  names: "reference",
  see_also: "reference",
  belongs_to: "order",
  part_of: "order",
  used_in: "order",
  costs: "fact",
  requires: "fact",
  needs: "fact",
  due_within: "fact",
  done_at: "fact",
  caused_by: "fact",
  mended_by: "fact",
  handled_by: "fact",
  regulated_by: "fact",
  applies_in: "order",
  sets: "fact",
};

export const RELATION_KINDS = Object.keys(LINE_OF) as RelationKind[];
