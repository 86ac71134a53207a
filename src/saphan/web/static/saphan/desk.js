/* Keyboard first, by data attributes only (README.md). No eval, no inline handler, nothing kept. */
(() => {
  "use strict";

  const isTyping = (at) => at instanceof Element && at.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit])");
  const isShown = (at) => at.getClientRects().length > 0 && !at.disabled;
  const inDialog = () => document.querySelector("dialog[open]");

  const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")].filter(isShown);
  const doorOf = (row) => row.querySelector("a, button") || row;

  function move(by) {
    const all = rows();
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const chosen = all.findIndex((row) => row.classList.contains("is-open"));
    const from = here >= 0 ? here : chosen;
    const to = from < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, from + by));
    if (all[to]) {
      doorOf(all[to]).focus();
      all[to].scrollIntoView({ block: "nearest" });
    }
  }

  const open = (id) => document.getElementById(id)?.showModal();

  /* A fast hand may be here before htmx has taken up what it has just put on the page. */
  function use(at) {
    window.htmx?.process(at);
    if (isTyping(at)) at.focus();
    else at.click();
  }

  function press(key) {
    if (key === "j" || key === "k") return move(key === "j" ? 1 : -1) ?? true;
    if (key === "?") return open("keys") ?? true;
    const wanted = key === "/" ? "[data-search]" : `[data-key="${CSS.escape(key)}"]`;
    const at = [...document.querySelectorAll(wanted)].find(isShown);
    if (at) use(at);
    return Boolean(at);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (!inDialog() && event.key.length === 1 && press(event.key)) event.preventDefault();
  });

  /* "More" shuts by Escape, and by a click or a step elsewhere. */
  const shut = ({ key, target }) => {
    const more = document.querySelector(".menu-more[open]");
    if (!more || (key ? key !== "Escape" : more.contains(target))) return;
    more.open = false;
    if (key) more.firstElementChild.focus();
  };
  ["click", "focusin", "keydown"].forEach((what) => document.addEventListener(what, shut));

  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element && event.target.closest("[data-opens]");
    if (at) open(at.dataset.opens);
  });

  const read = (text) => new DOMParser().parseFromString(text, "text/html");

  /* The bell and the alarm stay true on a page that is open for hours. Nothing else of the page is touched:
     somebody may be writing. A page that would ask to sign in again is ignored. */
  async function listen() {
    const bell = document.querySelector("a.bell");
    const answer = bell && (await fetch(bell.href, { redirect: "error" }).catch(() => null));
    if (!answer || !answer.ok) return;
    const page = read(await answer.text());
    ["#alarm", "a.bell"].forEach((part) => renew(document.querySelector(part), page.querySelector(part)));
    const title = document.title.replace(/^\(!\) /, "");
    document.title = document.querySelector("#alarm .alarm") ? `(!) ${title}` : title;
  }

  function renew(at, fresh) {
    if (!at || !fresh || at.innerHTML === fresh.innerHTML) return;
    at.className = fresh.className;
    at.replaceChildren(...fresh.childNodes);
  }
  setInterval(listen, 30000);

  function announce(root) {
    root.querySelectorAll("[data-key]").forEach((at) => at.setAttribute("aria-keyshortcuts", at.dataset.key));
    root.querySelectorAll("[data-opens][hidden]").forEach((at) => (at.hidden = false));
  }
  document.querySelectorAll(".way [aria-current], .menu [aria-current]").forEach((at) => at.scrollIntoView({ block: "nearest", inline: "center" }));
  announce(document);
  document.addEventListener("htmx:load", (event) => announce(event.target));

  /* htmx would show nothing of a send that failed; the page that says so has her words in it. */
  document.addEventListener("htmx:responseError", ({ detail }) => {
    if (!detail.boosted) return;
    const page = read(detail.xhr.responseText);
    document.querySelector("main").replaceWith(page.querySelector("main") || page.body);
  });
})();
