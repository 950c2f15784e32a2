/// <reference path="./kept.d.ts" />
/**
 * Answers for the server when it cannot be reached, with one page that says so; everything else goes to the network,
 * and nothing that anybody may see but one person is ever kept. The server writes before this what to keep:
 * KEPT = {version, page, files} (config/pwa/views.py).
 */
const worker = /** @type {any} */ (self);
const NAME = `dreamtable-${KEPT.version}`;
const AWAY = [502, 504];

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keep()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(begin()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.method === "GET" && KEPT.files.includes(new URL(request.url).pathname)) event.respondWith(file(request));
});

async function keep() {
  const cache = await caches.open(NAME);
  await cache.add(new Request(KEPT.page, { cache: "reload" }));
  // Without one of these the page is plainer, and still there.
  await Promise.all(KEPT.files.map((address) => cache.add(address).catch(() => {})));
  await worker.skipWaiting();
}

async function begin() {
  const old = (await caches.keys()).filter((name) => name.startsWith("dreamtable-") && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** A proxy before a server that is away says so itself: that is no page for people. @param {Request} request */
async function page(request) {
  try {
    const answer = await fetch(request);
    if (!AWAY.includes(answer.status)) return answer;
    return (await caches.match(KEPT.page)) ?? answer;
  } catch (error) {
    const instead = await caches.match(KEPT.page);
    if (instead) return instead;
    throw error;
  }
}

/** @param {Request} request */
async function file(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const instead = await caches.match(request);
    if (instead) return instead;
    throw error;
  }
}
