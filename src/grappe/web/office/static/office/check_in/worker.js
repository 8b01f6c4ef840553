// Keeps the page of the door at hand when the network is away. VERSION, PAGE and MODULES stand above, from the server.

const CACHE = `check-in ${VERSION}`;
const STATIC = /(?:href|src)="([^"]*\/static\/[^"]+)"/g;
const PATIENCE = 4000;

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("check-in ") && name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && address.pathname === PAGE) event.respondWith(page(event.request));
  else if (address.pathname.includes("/static/")) event.respondWith(kept(event.request));
});

async function fill() {
  const cache = await caches.open(CACHE);
  const answer = await fetch(PAGE, { credentials: "same-origin", cache: "reload" });
  if (!answer.ok || answer.redirected) throw new Error("the page is not ours to keep");
  const text = await answer.clone().text();
  await cache.put(PAGE, answer);
  const files = [...text.matchAll(STATIC)].map((found) => found[1]);
  await cache.addAll([...new Set([...files, ...MODULES])].map((file) => new Request(file, { cache: "reload" })));
}

// The network first, since the page says who is signed in; after some seconds of silence, what is kept.
async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && !answer.redirected) await cache.put(PAGE, answer.clone());
    return answer;
  } catch (error) {
    const held = await cache.match(PAGE);
    if (held) return held;
    throw error;
  }
}

async function kept(request) {
  const held = await (await caches.open(CACHE)).match(request);
  return held ?? fetch(request);
}
