/* Enters workers without network. Each is sealed to the desk when it is saved; the tablet cannot open it again. What
   waits is an id, a number and sealed bytes; it goes when the desk has said that it is on disk. No framework. */
(() => {
  "use strict";
  const { seal, newCode, newId, encode64, inGroups } = window.sealing;
  const form = document.getElementById("visit");
  if (!form || !window.crypto?.subtle || !window.indexedDB) return; // then the form sends one worker at a time

  const at = (id) => document.getElementById(id);
  const words = at("words").dataset;
  const { visit, key: deskKey, send: door, worker } = form.dataset;
  const HELD = "saphan " + location.pathname;
  const SHOWN = 5 * 60 * 1000; // a code does not stay on the screen of a tablet that lies about
  const AGAIN = 30 * 1000;
  const DAY = 24 * 60 * 60 * 1000;

  /* -- the tablet's own store: sealed entries only */

  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open("saphan-visits", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("entries", { keyPath: "id" });
      asked.result.createObjectStore("numbers");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  async function store(act, mode = "readwrite") {
    const turn = (await opened).transaction(["entries", "numbers"], mode, { durability: "strict" });
    let result;
    act(turn.objectStore("entries"), turn.objectStore("numbers"), (found) => (result = found));
    return new Promise((resolve, reject) => {
      turn.oncomplete = () => resolve(result);
      turn.onerror = turn.onabort = () => reject(turn.error);
    });
  }

  const keep = (id, sealed, part = "") =>
    store((entries, numbers) => {
      const counter = part ? `${part} ${visit}` : visit;
      numbers.get(counter).onsuccess = ({ target }) => {
        const number = (target.result || 0) + 1;
        numbers.put(number, counter);
        entries.put({ id, visit, number, part, sealed, line: "" });
      };
    });
  const note = (entry, line) => store((entries) => entries.put({ ...entry, line }));
  const erase = (id) => store((entries) => entries.delete(id));
  const all = async () => {
    const found = await store((entries, _, give) => (entries.getAll().onsuccess = ({ target }) => give(target.result)), "readonly");
    return found.filter((entry) => entry.visit === visit).sort((a, b) => (a.part || "").localeCompare(b.part || "") || a.number - b.number);
  };

  /* -- her language */

  function speak() {
    const language = form.elements.language.selectedOptions[0].dataset.askedIn;
    for (const each of document.querySelectorAll("[data-in]")) each.hidden = each.dataset.in !== language;
    form.elements.asked_in.value = language;
    form.elements.words.value = document.querySelector(`[data-version="${language}"]`).textContent;
  }

  /* -- one worker */

  function entered(code) {
    const { elements } = form;
    const value = (name) => elements[name].value;
    const ticked = (name) => elements[name].checked;
    return {
      language: value("language"),
      asked_in: value("asked_in"),
      words: value("words"),
      said: value("said"),
      icon: value("icon"),
      typed_herself: ticked("typed_herself"),
      place: value("place"),
      phone: value("phone"),
      times: [...form.querySelectorAll("[name=times]:checked")].map((each) => each.value),
      keep: ticked("keep"),
      ring: ticked("ring"),
      tell: value("tell"),
      danger: ticked("danger"),
      code,
    };
  }

  /* After its last day the desk throws the key away, and who is entered then is read by nobody. Counted from the last
     answer of the desk, so that a clock that is wrong does no harm. */
  let last = Infinity;
  const isLate = () => Date.now() > last;

  const saysSomething = ({ keep, said, icon, danger }) => keep && (said.trim() || icon || danger);

  let saving = false;
  async function save(event) {
    event.preventDefault();
    if (saving) return;
    saving = true;
    const code = newCode();
    const entry = entered(code);
    at("problem").textContent = "";
    try {
      if (isLate()) await ask().catch(() => undefined);
      if (isLate()) return void (at("problem").textContent = words.over);
      if (!saysSomething(entry)) return void (at("problem").textContent = words.nothing);
      const id = newId();
      await keep(id, await seal(JSON.stringify(entry), deskKey, `saphan visit 1|${visit}|${id}`));
      forget();
      show(code);
      send();
    } catch {
      at("problem").textContent = words.full;
    } finally {
      saving = false;
    }
  }

  function forget() {
    const language = form.elements.language.value;
    form.reset();
    form.elements.language.value = language;
    form.querySelector("details").open = false;
    speak();
  }

  let hiding;
  function show(code) {
    at("code").replaceChildren(...inGroups(code));
    form.hidden = true;
    at("done").hidden = false;
    at("done").focus();
    scrollTo(0, 0);
    clearTimeout(hiding);
    hiding = setTimeout(next, SHOWN);
  }

  function next() {
    clearTimeout(hiding);
    at("code").replaceChildren();
    at("done").hidden = true;
    form.hidden = false;
    form.elements.language.focus();
  }

  /* -- what rooms above count on the sheet: sealed and sent as the entry of a worker is; it is of nobody. A part that
     counts nobody looks at its own form first, with a script of its own. */

  const parts = [...document.querySelectorAll("form[data-part]")];

  function counted(part) {
    const given = {};
    for (const { name, type, value, checked, dataset } of part.elements) {
      if (!name || (type === "hidden" && !("sent" in dataset)) || (type === "radio" && !checked)) continue;
      if (type !== "checkbox") given[name] = value;
      else if (checked) given[name] = [...(given[name] || []), value];
    }
    return given;
  }

  async function savePart(event) {
    event.preventDefault();
    if (saving) return;
    saving = true;
    const part = event.currentTarget;
    const tell = (text) => (part.querySelector("[role=status]").textContent = text);
    const numbers = [...part.querySelectorAll("[type=number]")];
    try {
      if (isLate()) await ask().catch(() => undefined);
      if (isLate()) return void tell(words.over);
      if (numbers.length && !numbers.some((each) => Number(each.value) > 0)) return void tell(part.dataset.nothing);
      const id = newId();
      const content = JSON.stringify({ part: part.dataset.part, given: counted(part) });
      await keep(id, await seal(content, deskKey, `saphan visit 1|${visit}|${id}`), part.dataset.part);
      const { value } = part.elements.language;
      part.reset();
      part.elements.language.value = value;
      tell(part.dataset.kept);
      list();
      send();
    } catch {
      tell(words.full);
    } finally {
      saving = false;
    }
  }

  /* -- sending: one by one, erased when the desk has it; refused ones stay, and hold nobody up */

  const say = (text, link = "") => {
    const line = Object.assign(document.createElement(link ? "a" : "p"), { textContent: text, className: link ? "button quiet" : "note" });
    if (link) line.href = link;
    at("state").replaceChildren(...(text ? [line] : []));
  };

  let sending = false;
  async function send() {
    if (sending) return;
    sending = true;
    try {
      const waiting = (await all()).filter((entry) => !entry.line);
      if (waiting.length) await sendEach(waiting);
    } catch {
      say(words.noNetwork);
    } finally {
      sending = false;
      list();
    }
  }

  /* Whether the desk takes anything now, for how many days more, and the key for the form. */
  async function ask() {
    const asked = await fetch(door, { redirect: "manual", cache: "no-store" });
    if (!asked.ok) return { status: asked.status };
    const { key, days } = await asked.json();
    last = Date.now() + days * DAY;
    await store((_, numbers) => numbers.put(last, "last " + visit));
    return { key };
  }

  async function sendEach(waiting) {
    const { status, key } = await ask();
    if (status === 410) return over();
    if (!key) return say(words.signIn, "/account/login/?next=" + encodeURIComponent(location.pathname));
    let line = "";
    for (const entry of waiting) {
      const answer = await fetch(door, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": key },
        body: JSON.stringify({ id: entry.id, sealed: encode64(entry.sealed) }),
      });
      if (answer.status !== 200 && answer.status !== 409) throw new Error("not answered");
      const said = await answer.json();
      if (said.kept) await erase(entry.id);
      else await note(entry, said.line);
      if (said.kept && said.line) line += named(words.refused, entry) + " " + said.line + " ";
    }
    say(line || ((await all()).length ? "" : words.allSent));
  }

  /* The desk has thrown the key away: nothing here opens any more, so nothing needs to stay here. */
  async function over() {
    say(words.over);
    await caches.delete(HELD);
    for (const each of await navigator.serviceWorker.getRegistrations()) if (new URL(each.scope).pathname === location.pathname) await each.unregister();
    for (const entry of await all()) await erase(entry.id);
    for (const each of [form, ...parts]) each.hidden = true;
  }

  /* "Worker 3", or what the part calls its own. */
  const named = (worker, { part, number }) => {
    const own = parts.find((each) => each.dataset.part === part)?.dataset;
    return ((own && (worker === words.refused ? own.refused : own.waiting)) || worker).replace("%n", number);
  };

  async function list() {
    const entries = await all();
    at("waiting-part").hidden = !entries.length;
    at("waiting").replaceChildren(...entries.map(row));
  }

  function row(entry) {
    const line = document.createElement("li");
    line.textContent = entry.line ? named(words.refused, entry) + " " + entry.line : named(words.waiting, entry);
    return line;
  }

  /* -- the page itself, kept for later */

  async function keepPage() {
    last = (await store((_, numbers, give) => (numbers.get("last " + visit).onsuccess = ({ target }) => give(target.result)), "readonly")) || last;
    if ((await ask()).status === 410) return over();
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register(worker, { scope: location.pathname });
    const held = await caches.open(HELD);
    const parts = [...document.querySelectorAll("[data-keep]")].map((part) => part.href || part.src);
    await Promise.all([location.pathname, ...parts].map(async (address) => {
      const answer = await fetch(address, { redirect: "error" });
      if (!answer.ok) throw new Error("not kept");
      await held.put(address, answer);
    }));
    await navigator.storage?.persist?.();
    await navigator.serviceWorker.ready;
    if (!at("state").textContent) say(words.ready);
  }

  const button = form.querySelector("[data-offline]");
  button.textContent = button.dataset.offline;
  form.noValidate = true;
  form.elements.language.addEventListener("change", speak);
  form.addEventListener("submit", save);
  for (const each of parts) each.addEventListener("submit", savePart);
  at("next").addEventListener("click", next);
  at("send").addEventListener("click", send);
  addEventListener("online", send);
  addEventListener("offline", () => say(words.noNetwork));
  setInterval(() => document.hidden || send(), AGAIN);
  speak();
  keepPage().catch(() => say(words.noNetwork));
  list();
  send();
})();
