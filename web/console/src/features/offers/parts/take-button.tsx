/** Takes a waiting conversation straight from the queue. */
import type { Row } from "@hearthline/api";
import { Button } from "antd";

import { useCopy } from "@/lib/locale";
import { useMe } from "@/lib/me";

import { copy } from "../copy";
import { useAccept } from "../queries";

const stay = (): void => undefined;

export function TakeButton({ row }: { row: Row }) {
  const text = useCopy(copy);
  const me = useMe();
  const accept = useAccept(stay);
  if (row.status !== "queued" || (row.offered_to !== null && row.offered_to !== me.id)) return null;
  return (
    <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate(row.id)}>
      {text.accept}
    </Button>
  );
}
