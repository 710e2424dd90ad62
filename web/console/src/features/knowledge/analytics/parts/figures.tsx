/** The figures: how much was answered first and large, the others beside. */
import type { KnowledgeFigure } from "@hearthline/api";

import { useCopy, useLocale } from "@/lib/locale";
import { percent, useTold } from "@/lib/told";

import { copy } from "../copy";
import type { Asked } from "../queries";
import { Csv, Meaning } from "./meaning";

const FIRST = "match_rate";

export function useFigureWords(): (figure: Pick<KnowledgeFigure, "unit">, value: number | null) => string {
  const locale = useLocale();
  return ({ unit }, value) => {
    if (value === null) return "—";
    return unit === "ratio" ? percent(value, 1) : value.toLocaleString(locale);
  };
}

export function Figures({ figures, asked }: { figures: KnowledgeFigure[]; asked: Asked }) {
  const text = useCopy(copy);
  const told = useTold();
  const say = useFigureWords();
  const first = figures.find(({ id }) => id === FIRST);
  const valueOf = (id: string): number => figures.find((one) => one.id === id)?.value ?? 0;
  return (
    <section className="kb-section" aria-label={text.title}>
      {first === undefined ? null : (
        <p className="figure-first">
          <strong className="hl-num">{say(first, first.value)}</strong>
          <span>
            {told(first.name)} <Meaning name={told(first.name)}>{told(first.definition)}</Meaning>
          </span>
          <span className="hl-quiet">{text.answered(valueOf("asked"), valueOf("told"))}</span>
          <span className="figure-end">
            <Csv section="figures" name={text.title} asked={asked} />
          </span>
        </p>
      )}
      <dl className="figure-grid">
        {figures
          .filter(({ id }) => id !== FIRST)
          .map((figure) => (
            <div key={figure.id}>
              <dt className="hl-small hl-quiet">
                {told(figure.name)} <Meaning name={told(figure.name)}>{told(figure.definition)}</Meaning>
              </dt>
              <dd className="hl-num">
                <span className="figure-value">{say(figure, figure.value)}</span>
                {figure.part === null || figure.whole === null ? null : (
                  <span className="hl-small hl-quiet">{text.of(figure.part, figure.whole)}</span>
                )}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
