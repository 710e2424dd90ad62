/** A part that breaks must not take the page with it: the words to the customer go on. */
import { Component, type ComponentType, type ReactNode } from "react";

import { useCopy } from "@/lib/locale";

import { copy } from "./copy";

interface Props {
  /** Another of these is another try. */
  of: unknown;
  children: ReactNode;
}

interface State {
  failedOf: unknown;
  isBroken: boolean;
}

class Guard extends Component<Props, State> {
  override state: State = { failedOf: undefined, isBroken: false };

  static getDerivedStateFromError(): Partial<State> {
    return { isBroken: true };
  }

  static getDerivedStateFromProps({ of }: Props, { failedOf, isBroken }: State): State {
    return { failedOf: of, isBroken: isBroken && of === failedOf };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Missing /> : this.props.children;
  }
}

function Missing() {
  const { broken } = useCopy(copy);
  return (
    <p className="broken-part hl-small hl-quiet" role="alert">
      {broken.part}
    </p>
  );
}

/** The same part; when it breaks, one line says so in its place. */
export function guarded<P extends object>(Part: ComponentType<P>): ComponentType<P> {
  return function Guarded(props: P) {
    return (
      <Guard of={"conversationId" in props ? props.conversationId : null}>
        <Part {...props} />
      </Guard>
    );
  };
}
