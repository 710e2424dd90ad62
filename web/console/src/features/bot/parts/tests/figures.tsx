/** The outcome of a run in four figures. */
import type { Run } from "@hearthline/api";
import type { ReactNode } from "react";

import { useCopy } from "@/lib/locale";

import { testsCopy } from "../../copy-tests";
import { accuracy } from "../../words";

export function FiguresRow({ run }: { run: Run }) {
  const text = useCopy(testsCopy);
  const read = run.utterances;
  return (
    <dl className="tests-figures">
      <Figure
        name={text.conversations}
        tone={run.failed > 0 ? "bad" : "good"}
        figure={run.failed > 0 ? text.failedN(run.failed) : text.allPassed}
      >
        {text.passedOf(run.passed, run.total)}
      </Figure>
      {read ? (
        <>
          <Figure name={text.accuracy} figure={accuracy(read.accuracy)}>
            {text.ofUtterances(read.right, read.n)}
          </Figure>
          <Figure name={text.wrongDirect} figure={String(read.wrong_direct)}>
            {text.sentences(read.n)}
          </Figure>
          <Figure name={text.refusedKnown} figure={String(read.refused_known)}>
            {text.sentences(read.n)}
          </Figure>
        </>
      ) : null}
    </dl>
  );
}

function Figure({ name, figure, tone, children }: {
  name: string;
  figure: string;
  tone?: "good" | "bad";
  children: ReactNode;
}) {
  return (
    <div>
      <dt className="hl-small hl-quiet">{name}</dt>
      <dd className="tests-figure" data-tone={tone}>
        {figure}
      </dd>
      <dd className="hl-small hl-quiet hl-num">{children}</dd>
    </div>
  );
}
