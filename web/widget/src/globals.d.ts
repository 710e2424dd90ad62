/** Put in by the build: the first digits of the panel's hash. */
declare const __PANEL_VERSION__: string;
