/** The bot: its flows, a place to try it, its tests, its releases, and own examples. */
import "./bot.css";

import { Navigate, NavLink, useLocation, useParams } from "react-router";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";
import { ExamplesView } from "./parts/examples/examples-view";
import { FlowsView } from "./parts/flows/flows-view";
import { Looking } from "./parts/looking";
import { ReleasesView } from "./parts/releases/releases-view";
import { TestsView } from "./parts/tests/tests-view";
import { TryView } from "./parts/trial/try-view";
import { type BotView, isView, useLookedAt, VIEWS } from "./place";

const PARTS: Record<BotView, () => React.ReactNode> = {
  flows: FlowsView,
  try: TryView,
  tests: TestsView,
  releases: ReleasesView,
  examples: ExamplesView,
};
/** Views that show one release, which may be another than the one in force. */
const OF_RELEASE: ReadonlySet<BotView> = new Set<BotView>(["flows", "try", "tests"]);

export default function BotPage() {
  const text = useCopy(copy);
  const { view } = useParams();
  const { search } = useLocation();
  const release = useLookedAt();
  if (!isView(view)) return <Navigate to={`/bot/flows${search}`} replace />;
  const Part = PARTS[view];
  const kept = release === null ? "" : `?release=${release}`;
  return (
    <div className="hl-room">
      <header className="hl-room-head">
        <h1>{text.title}</h1>
        <nav className="hl-room-tabs" aria-label={text.title}>
          {VIEWS.map((one) => (
            <NavLink key={one} to={{ pathname: `/bot/${one}`, search: kept }} className="hl-room-tab">
              {text.views[one]}
            </NavLink>
          ))}
        </nav>
        <Looking mayChoose={OF_RELEASE.has(view)} />
      </header>
      <div className="hl-room-view">
        <Part key={OF_RELEASE.has(view) ? release : null} />
      </div>
    </div>
  );
}
