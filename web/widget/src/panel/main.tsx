import { render } from "preact";

import { MOUNT_NAME, type Bridge, type Panel as PanelHandle } from "../bridge";
import { addStyles } from "../styles";
import { Chat } from "./chat";
import styles from "./panel.css?inline";
import { Panel } from "./parts/panel";

function mount(bridge: Bridge): PanelHandle {
  addStyles(bridge.root, styles, bridge.options.nonce);
  const place = document.createElement("div");
  bridge.root.append(place);
  const chat = new Chat(bridge);
  render(<Panel chat={chat} bridge={bridge} />, place);
  const woken = () => {
    if (document.visibilityState === "visible") chat.woken(false);
  };
  document.addEventListener("visibilitychange", woken);
  window.addEventListener("pageshow", (event) => event.persisted && chat.woken(true));
  window.addEventListener("online", () => {
    chat.store.set({ isOnline: true });
    chat.woken(true);
  });
  window.addEventListener("offline", () => chat.store.set({ isOnline: false }));
  window.addEventListener("beforeunload", (event) => {
    if (chat.uploads.isBusy) event.preventDefault();
  });
  chat.store.set({ isOnline: navigator.onLine });
  void chat.start();
  return {
    open: () => {
      chat.setOpen(true);
      void chat.start();
    },
    close: () => chat.setOpen(false),
    identityChanged: () => chat.restart(),
  };
}

window[MOUNT_NAME] = mount;
