/** Put in by the build: what the page needs to open without a network. */
declare const __SHELL__: { readonly version: string; readonly files: readonly string[] };
