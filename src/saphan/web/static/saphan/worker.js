/* Answers for the pages of the pack, keeps the pack, and sends what waits. It is there only after she switched it on.
   Nothing of a story is ever kept: only what came in the pack is answered from here. */
"use strict";

const HERS = /^\/(?!in\/)(?:$|p\/|bridges\/|leave\/|[a-z]{2,3}\/)/; // the desks' pages are not for this
const TELLING = /^\/(?:p\/([\w-]+)|[a-z]{2,3})\/$/;
const WHO = /^\/[a-z]{2,3}\/who\//;
const LESSON = /^\/[a-z]{2,3}\/learn\//;
const PARTS = ["script", "style", "image", "manifest"];
const REST = 15 * 60 * 1000; // after "leave", Back shows bridges
const OLD = 6 * 60 * 60 * 1000; // then it is asked whether there is another pack

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("sync", (event) => event.waitUntil(send()));
self.addEventListener("message", (event) => event.waitUntil(told(event.data, event.ports[0])));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode !== "navigate") {
    if (request.method === "GET" && PARTS.includes(request.destination)) event.respondWith(part(request));
  } else if (HERS.test(url.pathname)) {
    if (request.method === "GET") event.respondWith(page(event, url));
    else if (url.pathname === "/leave/") event.respondWith(leave(request));
    else if (LESSON.test(url.pathname)) event.respondWith(learned(request, url)); // other forms go their own way
  }
});

/* -- pages */

async function page(event, url) {
  if (url.pathname === "/" && url.searchParams.has("start")) await rest(0);
  const mayBeSeen = url.pathname === "/bridges/" || !(await isResting());
  if (!mayBeSeen) return Response.redirect("/bridges/", 303);
  const held = url.pathname !== "/bridges/" && (await caches.match(url.pathname + url.search));
  if (!held) return fetch(event.request).catch(() => instead(url));
  event.waitUntil(renew().catch(() => undefined));
  return held;
}

/* Without net: the same page without its question, the short list of the directory, the page to tell us, or what there
   is. */
async function instead(url) {
  const held = await caches.match(url.pathname);
  if (held) return held;
  const language = await languageOf(url.pathname.split("/")[1]);
  const list = `/${language}/who/list/recruiter/`;
  if (WHO.test(url.pathname) && (await caches.match(list))) return Response.redirect(list, 303);
  const telling = TELLING.exec(url.pathname);
  const poster = (telling && telling[1]) || url.searchParams.get("p");
  const address = `/${language}/offline/${telling ? "say/" : ""}`;
  if (!language || !(await caches.match(address))) return Response.error();
  return Response.redirect(address + (poster ? `?p=${encodeURIComponent(poster)}` : ""), 303);
}

async function languageOf(asked) {
  const packs = (await kept.all("packs")).sort((a, b) => b.at - a.at);
  return (packs.find(({ language }) => language === asked) || packs[0])?.language;
}

async function part(request) {
  return (await caches.match(request.url)) || fetch(request);
}

async function leave(request) {
  await rest(Date.now() + REST);
  return fetch(request).catch(() => Response.redirect("/bridges/", 303));
}

/* "Next" counts that somebody learned; without net nobody does, and she chooses the next from the list. */
async function learned(request, url) {
  return fetch(request).catch(() => Response.redirect(LESSON.exec(url.pathname)[0], 303));
}

const rest = (until) => kept.put("notes", until, "rest");
const isResting = async () => ((await kept.get("notes", "rest")) || 0) > Date.now();

/* -- the pack */

async function begin() {
  for (const pack of await kept.all("packs")) await kept.put("packs", { ...pack, checked: 0 }); // perhaps a new release
  await self.clients.claim();
}

async function renew() {
  const old = (await kept.all("packs")).filter(({ checked }) => checked + OLD < Date.now());
  for (const pack of old) await keep(pack.language, pack);
}

async function keep(language, had) {
  const answer = await fetch(`/${language}.pack?have=${had ? had.version : ""}`, { credentials: "omit", cache: "no-store" });
  const now = Date.now();
  if (answer.status === 204) return kept.put("packs", { ...had, at: now, checked: now });
  if (!answer.ok) throw new Error("not kept");
  const { version, items } = await answer.json();
  const name = `pack ${language} ${version}`;
  await fill(name, items);
  if (had && !(await kept.get("packs", language))) return caches.delete(name); // wiped meanwhile
  const pages = items.filter((item) => item.t).map((item) => ({ address: item.a, title: item.t }));
  const size = items.reduce((sum, item) => sum + (item.b || item.x).length, 0);
  await kept.put("packs", { language, version, pages, size, at: now, checked: now });
  for (const other of await kept.caching()) if (other.startsWith(`pack ${language} `) && other !== name) await caches.delete(other);
}

async function fill(name, items) {
  const held = await caches.open(name);
  try {
    await Promise.all(items.map((item) => held.put(item.a, new Response(contentOf(item), { headers: item.h }))));
  } catch (problem) {
    await caches.delete(name); // all of it or nothing
    throw problem;
  }
}

const contentOf = ({ b, x }) => (x === undefined ? b : Uint8Array.from(atob(x), (sign) => sign.charCodeAt(0)));

/* -- what waits: erased when the desk has said that it is on disk */

let sending;
const send = () => (sending ||= sendEach().finally(() => (sending = undefined)));

async function sendEach() {
  for (const entry of await kept.all("waiting")) if (!entry.line) await sendOne(entry);
}

async function sendOne(entry) {
  const { id, key, sealed } = entry;
  const body = JSON.stringify({ id, key, sealed });
  const answer = await fetch("/offline/send/", { method: "POST", headers: { "Content-Type": "application/json" }, redirect: "error", body });
  const said = await answer.json(); // a Wi-Fi that answers for us has no such answer: it waits on
  if (said.later === true) await tell("later"); // too many at once: a page that is open tries again, else the browser does
  if (said.kept !== true && said.kept !== false) throw new Error("not answered");
  if (said.kept && said.code) await kept.erase("waiting", id);
  else await kept.put("waiting", said.kept ? { id, line: "code" } : { ...entry, line: "unread" });
  await tell(said.kept ? "sent" : "unread");
}

async function tell(what) {
  for (const client of await self.clients.matchAll()) client.postMessage(what);
}

async function told({ act, language }, port) {
  try {
    if (act === "keep") await keep(language);
    if (act === "renew") await renew();
    if (act === "send") await send();
    port?.postMessage(true);
  } catch {
    port?.postMessage(false);
  }
}
