/* Seals her words to the desk in this browser, which cannot open them again; the service worker sends them. No framework. */
(() => {
  "use strict";
  const form = document.getElementById("say");
  if (!navigator.serviceWorker || !window.indexedDB || !window.caches || !crypto.subtle) return;
  const { seal, newCode, newId, encode64, inGroups } = window.sealing;
  const at = (id) => document.getElementById(id);
  const words = at("words").dataset;
  const { language, id: key, key: deskKey, days } = form.dataset;
  const SHOWN = 5 * 60 * 1000; // a code does not stay on a screen that lies about
  const LATER = 60 * 1000;
  const DAY = 24 * 60 * 60 * 1000;

  let saving = false;
  async function save(event) {
    event.preventDefault();
    if (saving) return;
    saving = true;
    at("problem").textContent = "";
    try {
      const problem = await keep();
      if (problem) at("problem").textContent = problem;
    } catch {
      at("problem").textContent = words.full;
    } finally {
      saving = false;
    }
  }

  async function keep() {
    const { said, icon } = form.elements;
    if (!said.value.trim() && !icon.value) return words.nothing;
    const pack = await kept.get("packs", language);
    if (!pack || Date.now() > pack.at + days * DAY) return words.old; // the desk may have thrown its key away
    const id = newId();
    const code = newCode();
    const poster = (new URLSearchParams(location.search).get("p") || "").slice(0, 16);
    const written = new Date().toISOString().slice(0, 10);
    const content = JSON.stringify({ language, said: said.value, icon: icon.value, poster, written, code });
    const sealed = encode64(await seal(content, deskKey, `saphan offline 1|${key}|${id}`));
    await kept.put("waiting", { id, key, sealed });
    form.reset();
    show(code);
    await list();
    await send();
  }

  let hiding;
  function show(code) {
    at("code").replaceChildren(...inGroups(code));
    form.hidden = true;
    at("done").hidden = false;
    at("done").focus();
    scrollTo(0, 0);
    hiding = setTimeout(next, SHOWN);
  }

  function next() {
    clearTimeout(hiding);
    at("code").replaceChildren();
    at("done").hidden = true;
    form.hidden = false;
  }

  /* By the browser when there is net, also when this page is closed, where it can; else whenever the page is open. */
  async function send() {
    const { active, sync } = await navigator.serviceWorker.ready;
    await sync?.register("send").catch(() => undefined);
    active.postMessage({ act: "send" });
  }

  async function list() {
    at("waiting").replaceChildren(...(await kept.all("waiting")).map(row));
  }

  function row({ id, line }) {
    const shown = Object.assign(document.createElement("li"), { textContent: words[line || "waiting"] });
    if (!line) return shown;
    const away = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: words.away });
    away.addEventListener("click", () => kept.erase("waiting", id).then(list));
    shown.append(away);
    return shown;
  }

  function heard({ data }) {
    if (data === "later") setTimeout(send, LATER);
    if (data === "sent") at("state").replaceChildren(Object.assign(document.createElement("p"), { className: "note", textContent: words.sent }));
    list();
  }

  async function begin() {
    if (!(await kept.isOn()) || !(await kept.get("packs", language))) return;
    at("cannot").hidden = true;
    form.hidden = false;
    form.addEventListener("submit", save);
    at("next").addEventListener("click", next);
    navigator.serviceWorker.addEventListener("message", heard);
    addEventListener("online", send);
    await list();
    await send();
  }

  begin();
})();
