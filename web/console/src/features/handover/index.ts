/** Conversations between hands: give, invite, lend, wrap up, call back. */
export { Handover } from "./parts/handover";
export { Incoming } from "./parts/incoming";
export { WrapTray } from "./parts/wrap-tray";
export { WrapUp } from "./parts/wrap-up";
export { useCalls } from "./queries-calls";
