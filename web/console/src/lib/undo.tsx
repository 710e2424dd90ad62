/** Says that a deed is done, with a way to take it back. */
import { App, Button } from "antd";
import { useId } from "react";

import { useCopy } from "./locale";
import { words } from "./words";

const THINK_AGAIN_S = 8;

export function useUndo(): (said: string, undo: () => void) => void {
  const text = useCopy(words);
  const { message } = App.useApp();
  const key = useId();
  return (said, undo) =>
    void message.open({
      key,
      type: "success",
      duration: THINK_AGAIN_S,
      content: (
        <>
          {said}
          <Button
            type="link"
            size="small"
            onClick={() => {
              message.destroy(key);
              undo();
            }}
          >
            {text.undo}
          </Button>
        </>
      ),
    });
}
