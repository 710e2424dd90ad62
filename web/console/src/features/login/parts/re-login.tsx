/** Logging in again over the page that one was working on. */
import type { Me } from "@hearthline/api";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Modal } from "antd";

import { useCopy } from "@/lib/locale";

import { copy } from "../copy";
import { LoginForm } from "./login-form";

export function ReLogin({ me, open }: { me: Me; open: boolean }) {
  const text = useCopy(copy);
  const queries = useQueryClient();
  function done(next: Me): void {
    if (next.id !== me.id) location.reload();
    else void queries.invalidateQueries();
  }
  return (
    <Modal
      open={open}
      centered
      destroyOnHidden
      width="24em"
      title={text.expired}
      footer={null}
      closable={false}
    >
      <p className="hl-quiet">{text.expiredLine}</p>
      <LoginForm username={me.username} askTenant={false} onDone={done} />
      <Button block type="text" onClick={() => location.assign("/console/login")}>
        {text.other}
      </Button>
    </Modal>
  );
}
