/** How each kind of step is called and drawn, and what stands on it. */
import {
  AlertOutlined,
  ArrowRightOutlined,
  BookOutlined,
  BranchesOutlined,
  CheckSquareOutlined,
  CustomerServiceOutlined,
  EditOutlined,
  FileSearchOutlined,
  FormOutlined,
  MessageOutlined,
  PartitionOutlined,
  PushpinOutlined,
  QuestionCircleOutlined,
  SafetyCertificateOutlined,
  StopOutlined,
} from "@ant-design/icons";
import type { FlowNode, FlowOperation } from "@hearthline/api";
import type { ReactNode } from "react";

import { useCopy, useLocale } from "@/lib/locale";
import { useTold } from "@/lib/told";

import { flowsCopy } from "../../copy-flows";

const ICONS: Record<FlowNode["kind"], ReactNode> = {
  collect: <QuestionCircleOutlined />,
  call: <FileSearchOutlined />,
  branch: <BranchesOutlined />,
  say: <MessageOutlined />,
  answer: <BookOutlined />,
  confirm: <CheckSquareOutlined />,
  handoff: <CustomerServiceOutlined />,
  subflow: <PartitionOutlined />,
  link: <ArrowRightOutlined />,
  set: <PushpinOutlined />,
  end: <StopOutlined />,
};

const EFFECT_ICONS: Record<FlowOperation["effect"], ReactNode> = {
  read: <FileSearchOutlined />,
  write: <FormOutlined />,
  emergency: <AlertOutlined />,
  prove: <SafetyCertificateOutlined />,
  record: <EditOutlined />,
};

export function KindIcon({ node }: { node: FlowNode }) {
  return node.operation ? EFFECT_ICONS[node.operation.effect] : ICONS[node.kind];
}

export function useKindName(): (node: FlowNode) => string {
  const text = useCopy(flowsCopy);
  return (node) =>
    node.operation ? text.effects[node.operation.effect] : (text.kinds[node.kind] ?? node.kind);
}

/** What a step is about, without the word for its kind, which stands beside it. */
export function useNodeTitle(): (node: FlowNode) => string {
  const told = useTold();
  const language = useLocale() === "en" ? "en" : "zh";
  return (node) => {
    const label = told(node.label);
    if (node.kind === "say" || node.kind === "confirm") {
      return node.words.find((said) => said.language === language)?.text ?? node.reason ?? label;
    }
    if (node.kind === "end") return node.outcome ?? label;
    if (node.kind === "set") return node.details.map(({ name }) => name).join(", ") || label;
    return label.replace(/^(?:问|转人工|Ask|To a person)\s*[：:]\s*/u, "");
  };
}
