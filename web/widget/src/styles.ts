/** Puts a style sheet into a shadow root, where a page's CSP allows no inline styles too. */
export function addStyles(root: ShadowRoot, css: string, nonce: string): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return;
  }
  const style = document.createElement("style");
  style.nonce = nonce;
  style.textContent = css;
  root.append(style);
}
