/** “This belongs in the base”: one press on what a customer asked or a person answered; a second changes nothing. */
import { BookOutlined, CheckOutlined } from "@ant-design/icons";
import type { Message } from "@hearthline/api";
import { App, Button } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { useSay } from "@/lib/words";

import { knowledgeCopy } from "../copy-knowledge";
import { usePropose } from "../queries-knowledge";

export function Propose({ message: said }: { message: Message }) {
  const text = useCopy(knowledgeCopy);
  const say = useSay();
  const may = useMay();
  const { message } = App.useApp();
  const propose = usePropose();
  // What the bot says is in the base already.
  if (!may("knowledge.view") || said.sender.ai || said.text.trim() === "") return null;
  const { conversation_id, seq } = said;
  const sort = said.sender.kind === "customer" ? "question" : "answer";
  return (
    <Button
      type="text"
      size="small"
      data-done={propose.isSuccess}
      icon={propose.isSuccess ? <CheckOutlined /> : <BookOutlined />}
      title={text.proposeHint[sort]}
      loading={propose.isPending}
      disabled={propose.isSuccess}
      onClick={() =>
        propose.mutate(
          { conversation_id, seq },
          {
            onError: (error) => void message.error(say(error)),
            onSuccess: () => void message.success(text.proposedSaid),
          },
        )
      }
    >
      {propose.isSuccess ? text.proposed : text.propose}
    </Button>
  );
}
