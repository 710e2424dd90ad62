/** Macros beside the composer: a menu, a preview with everything filled in, and what came of it. */
import "../customer.css";

import { ThunderboltOutlined } from "@ant-design/icons";
import type { ConversationId, Macro } from "@hearthline/api";
import { Button, Popover } from "antd";
import { useState } from "react";

import { useHotkeys } from "@/lib/hotkeys";
import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { macroCopy } from "../copy-macros";
import { MacroMenu } from "./macro-menu";
import { MacroPreview } from "./macro-preview";

interface Props {
  conversationId: ConversationId;
  onText: (text: string) => void;
}

export function Macros(props: Props) {
  const may = useMay();
  return may("desk.reply") ? <MacroButton key={props.conversationId} {...props} /> : null;
}

function MacroButton({ conversationId, onText }: Props) {
  const text = useCopy(macroCopy);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Macro | null>(null);
  useHotkeys([{ on: "Alt+KeyG", do: () => setOpen((now) => !now) }]);

  function show(next: boolean): void {
    setOpen(next);
    if (!next) setChosen(null);
  }

  return (
    <Popover
      open={open}
      onOpenChange={show}
      trigger="click"
      placement="topLeft"
      destroyOnHidden
      content={
        chosen === null ? (
          <MacroMenu onChoose={setChosen} onClose={() => show(false)} />
        ) : (
          <MacroPreview
            conversationId={conversationId}
            macro={chosen}
            onText={(words) => {
              onText(words);
              show(false);
            }}
            onBack={() => setChosen(null)}
          />
        )
      }
    >
      <Button type="text" icon={<ThunderboltOutlined />} title={text.open} aria-label={text.open} />
    </Popover>
  );
}
