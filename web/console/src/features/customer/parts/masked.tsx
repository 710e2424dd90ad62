/** A masked value of the person, shown in full for a stated reason. */
import { EyeOutlined } from "@ant-design/icons";
import type { CustomerId, MaskedField } from "@hearthline/api";
import { Button } from "antd";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";

import { copy } from "../copy";
import { useUnmask } from "../queries";
import { Reason } from "./reason";

export function Masked({ id, field, label, value }: {
  id: CustomerId;
  field: MaskedField;
  label: string;
  value: string | null;
}) {
  const text = useCopy(copy);
  const may = useMay();
  const unmask = useUnmask(id);
  if (value === null) return null;
  const shown = unmask.data?.values[0];
  return (
    <div>
      <dt>{label}</dt>
      <dd className="cust-line">
        <span className="hl-num">{shown ?? value}</span>
        {may("customers.unmask") && shown === undefined ? (
          <Reason
            title={text.reveal(label)}
            hint={text.revealWhy}
            reasons={text.reasons}
            placeholder={text.reasonPlaceholder}
            deed={text.show}
            pending={unmask.isPending}
            error={unmask.error}
            onReason={(reason, done) => unmask.mutate({ field, reason }, { onSuccess: done })}
          >
            <Button
              type="text"
              size="small"
              icon={<EyeOutlined />}
              aria-label={text.reveal(label)}
              title={text.reveal(label)}
            />
          </Reason>
        ) : null}
      </dd>
    </div>
  );
}
