/* Keeps the page of one visit, its look and its script, for when there is no network. Never anything that is typed. */
"use strict";

const PATIENCE = 4000; // milliseconds, on a line that says neither yes nor no
const PARTS = ["script", "style"];
const cacheName = () => "saphan " + new URL(registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const isPage = request.mode === "navigate" && request.url.split(/[?#]/)[0] === registration.scope;
  if (isPage) event.respondWith(page(request));
  else if (PARTS.includes(request.destination)) event.respondWith(part(request));
});

const kept = async (address) => (await caches.open(cacheName())).match(address);

/* The network first, so that an ended visit is seen to have ended; what is kept when it does not answer. */
async function page(request) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const fresh = fetch(request).catch(() => undefined);
  const answer = await Promise.race([fresh, late]);
  if (answer && answer.status === 410) {
    await caches.delete(cacheName());
    return answer;
  }
  if (answer && answer.status < 500) return answer;
  return (await kept(registration.scope)) || (await fresh) || Response.error();
}

async function part(request) {
  return (await kept(request.url)) || fetch(request);
}
