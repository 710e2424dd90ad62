/** Knowledge: found, written, reviewed, brought in, measured; one place each, by address. */
import "./knowledge.css";

import { Count, EmptyPlace } from "@hearthline/ui";
import { Suspense } from "react";
import { Navigate, NavLink, useLocation, useParams } from "react-router";

import { useCopy } from "@/lib/locale";
import { useMay } from "@/lib/me";
import { BoneRows } from "@/lib/shown";

import { copy } from "./copy";
import { useOverview } from "./queries";
import { isRoom, NEEDS, PARTS, ROOMS } from "./rooms";

export default function KnowledgePage() {
  const text = useCopy(copy);
  const may = useMay();
  const { room } = useParams();
  const { search } = useLocation();
  if (!isRoom(room)) return <Navigate to={`/knowledge/search${search}`} replace />;
  const Part = PARTS[room];
  const open = ROOMS.filter((name) => may(NEEDS[name]));
  return (
    <div className="hl-room">
      <header className="hl-room-head">
        <h1>{text.title}</h1>
        <nav className="hl-room-tabs" aria-label={text.title}>
          {open.map((name) => (
            <NavLink key={name} to={`/knowledge/${name}`} className="hl-room-tab">
              <span>{text.rooms[name]}</span>
              {name === "review" ? <Waiting /> : null}
            </NavLink>
          ))}
        </nav>
      </header>
      <div className="hl-room-view">
        {may(NEEDS[room]) ? (
          <Suspense fallback={<BoneRows n={6} />}>
            <Part />
          </Suspense>
        ) : (
          <EmptyPlace title={text.closed[0]}>{text.closed[1]}</EmptyPlace>
        )}
      </div>
    </div>
  );
}

function Waiting() {
  const text = useCopy(copy);
  const { data } = useOverview();
  const n = data?.by_state.in_review ?? 0;
  return <Count n={n} label={text.waiting(n)} />;
}
