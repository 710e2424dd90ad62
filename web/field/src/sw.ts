/** Keeps the page's own files on the phone, so that it opens without a network. Data are not its matter. */
const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const BASE = "/field/";
const CACHE = `hearthline.field.${__SHELL__.version}`;
/** A server that takes longer than this to give the page counts as out of reach. */
const PATIENCE_MS = 4_000;

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([BASE, ...__SHELL__.files.map((file) => BASE + file)]))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith("hearthline.field.") && name !== CACHE)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (!url.pathname.startsWith(BASE)) return;
  event.respondWith(request.mode === "navigate" ? freshPage(request) : kept(request));
});

/** The newest page where there is a network; the kept one otherwise. */
async function freshPage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok && !answer.redirected) return answer;
  } catch {
    // No network, or too slow to stand in a cellar and wait for.
  }
  return (await caches.match(BASE, { cacheName: CACHE })) ?? fetch(request);
}

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}
