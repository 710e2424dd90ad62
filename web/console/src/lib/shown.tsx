/** What a question to the server shows until its answer is there, and when there is none. */
import { Bone, ErrorPlace } from "@hearthline/ui";
import type { ReactNode } from "react";

import { useCopy } from "./locale";
import { useSay, words } from "./words";

interface Asked<Data> {
  data: Data | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** The children with the data; the shape of what comes before that; the error with a way on. */
export function Shown<Data>({ of, title, shape, children }: {
  of: Asked<Data>;
  title?: string;
  shape: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  const common = useCopy(words);
  const say = useSay();
  if (of.data !== undefined) return children(of.data);
  if (of.error) {
    return (
      <ErrorPlace
        title={title ?? common.notRead}
        detail={say(of.error)}
        again={common.again}
        onAgain={() => void of.refetch()}
      />
    );
  }
  return shape;
}

/** Lines of bones in the shape of a list. */
export function BoneRows({ n = 6 }: { n?: number }) {
  return (
    <div className="hl-bones" aria-busy="true">
      {Array.from({ length: n }, (_, index) => (
        <div key={index} className="hl-bone-row">
          <Bone width={`${48 - (index % 3) * 9}%`} />
          <Bone width={`${76 - (index % 4) * 11}%`} />
        </div>
      ))}
    </div>
  );
}
