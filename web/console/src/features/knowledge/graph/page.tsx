/** The graph of the trade: things sought on the left, their neighbourhood as a picture, the chosen one beside it. */
import "../parts/shared.css";
import "./graph.css";

import { ApartmentOutlined } from "@ant-design/icons";
import { Bone, EmptyPlace, ErrorPlace } from "@hearthline/ui";
import { lazy, Suspense, useMemo, useState } from "react";

import { useCopy } from "@/lib/locale";
import { useSay, words } from "@/lib/words";

import { copy } from "./copy";
import { joined } from "./layout";
import { EditsPanel } from "./parts/edits-panel";
import { EntityList } from "./parts/entity-list";
import { EntityPanel } from "./parts/entity-panel";
import { type Look, useLook } from "./place";
import { useAround } from "./queries";

const GraphCanvas = lazy(() => import("./parts/graph-canvas").then((part) => ({ default: part.GraphCanvas })));

export default function GraphPage() {
  const text = useCopy(copy);
  const look = useLook();
  return (
    <div className="graph">
      <EntityList look={look} />
      {look.center === null ? (
        <>
          <div className="graph-empty">
            <EmptyPlace icon={<ApartmentOutlined />} title={text.choose[0]}>
              {text.choose[1]}
            </EmptyPlace>
          </div>
          <EditsPanel />
        </>
      ) : (
        <Neighbours key={look.center} look={look} center={look.center} />
      )}
    </div>
  );
}

function Neighbours({ look: place, center }: { look: Look; center: string }) {
  const text = useCopy(copy);
  const common = useCopy(words);
  const say = useSay();
  // Held here, so that quick keys do not wait for the address; the address follows.
  const [selected, setSelected] = useState<string | null>(place.selected);
  const look: Look = {
    ...place,
    selected,
    select: (id) => {
      setSelected(id);
      place.select(id);
    },
  };
  const ids = [center, ...look.opened.filter((id) => id !== center)];
  const { found, first } = useAround(ids, look.limit);
  const whole = useMemo(() => joined(found), [found]);
  const chosen = whole.entities.find(({ id }) => id === look.selected) ?? null;
  if (first?.error && found.length === 0) {
    return (
      <div className="graph-empty">
        <ErrorPlace
          title={text.failed}
          detail={say(first.error)}
          again={common.again}
          onAgain={() => void first.refetch()}
        />
      </div>
    );
  }
  if (found.length === 0) return <Bones />;
  return (
    <>
      <Suspense fallback={<Bones />}>
        <GraphCanvas whole={whole} look={look} center={center} />
      </Suspense>
      {chosen === null ? <EditsPanel /> : <EntityPanel key={chosen.id} entity={chosen} whole={whole} look={look} />}
    </>
  );
}

const SHAPE = ["28%", "34%", "28%"];

function Bones() {
  return (
    <div className="graph-bones" aria-busy="true">
      {SHAPE.map((width, index) => (
        <Bone key={index} width={width} style={{ height: "var(--hl-bar)" }} />
      ))}
    </div>
  );
}
