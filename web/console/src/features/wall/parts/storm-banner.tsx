/** Says over the whole desk that storm mode is on, and until when. */
import "./storm-banner.css";

import { ThunderboltFilled } from "@ant-design/icons";

import { useCopy } from "@/lib/locale";
import { clockTime } from "@/lib/time";

import { copy } from "../copy";
import { useStorms } from "../queries";
import { SevereBanner } from "./severe-banner";

export function StormBanner() {
  return (
    <>
      <Storms />
      <SevereBanner />
    </>
  );
}

function Storms() {
  const text = useCopy(copy);
  const { data } = useStorms();
  if (!data || data.items.length === 0) return null;
  return (
    <div className="storm-banner" role="status">
      {data.items.map((storm) => (
        <p key={storm.id}>
          <ThunderboltFilled />
          <strong>{text.storm.on(storm.plan.name)}</strong>
          <span className="hl-clip">{storm.plan.measures.announcement || storm.reason}</span>
          <span className="hl-num">{text.storm.until(clockTime(new Date(storm.ends_at)))}</span>
        </p>
      ))}
    </div>
  );
}
