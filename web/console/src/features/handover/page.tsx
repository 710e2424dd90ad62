/** Booked calls: mine, due, coming, overdue, done; and what I have promised. */
import "./parts/handover.css";

import type { CallView } from "@hearthline/api";
import { Bone, Count, EmptyPlace, ErrorPlace } from "@hearthline/ui";
import { Tabs } from "antd";
import { useContext, useState } from "react";

import { useCopy } from "@/lib/locale";
import { Slots } from "@/lib/slots";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { CallRow } from "./parts/call-row";
import { useCalls } from "./queries-calls";

const VIEWS: CallView[] = ["mine", "due", "coming", "overdue", "done"];

export default function CallsPage() {
  const { calls: text } = useCopy(copy);
  const { MyPromises } = useContext(Slots);
  const [tab, setTab] = useState<CallView | "promises">("mine");
  const view = tab === "promises" ? "mine" : tab;
  const { data } = useCalls(view);
  const counted: Partial<Record<CallView, number>> = data
    ? { due: data.counts.due, overdue: data.counts.overdue }
    : {};
  return (
    <div className="hl-room">
      <header className="hl-room-head">
        <h1>{text.title}</h1>
        <p className="calls-intro hl-small hl-quiet hl-clip">{text.intro}</p>
      </header>
      <div className="hl-page calls">
        <Tabs
          activeKey={tab}
          onChange={(key) => setTab(key as CallView | "promises")}
          items={[
            ...VIEWS.map((key) => ({
              key,
              label: (
                <span className="calls-tab">
                  {text.views[key]}
                  {counted[key] ? (
                    <Count
                      n={counted[key]}
                      strong={key === "overdue"}
                      label={`${text.views[key]} ${counted[key]}`}
                    />
                  ) : null}
                </span>
              ),
            })),
            ...(MyPromises ? [{ key: "promises", label: text.promises }] : []),
          ]}
        />
        {tab === "promises" && MyPromises ? <MyPromises /> : <List view={view} />}
      </div>
    </div>
  );
}

function List({ view }: { view: CallView }) {
  const { calls: text } = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  const { data, error, refetch } = useCalls(view);
  if (error) {
    return (
      <ErrorPlace
        title={common.notRead}
        detail={say(error)}
        again={common.again}
        onAgain={() => void refetch()}
      />
    );
  }
  if (!data) {
    return (
      <>
        <Bone width="90%" />
        <Bone width="70%" />
      </>
    );
  }
  if (data.items.length === 0) {
    return <EmptyPlace title={text.views[view]}>{text.none[view]}</EmptyPlace>;
  }
  return data.items.map((call) => <CallRow key={call.id} call={call} />);
}
