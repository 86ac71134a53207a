/* The clock of a call. The server knows when the page was opened; this only shows it, and can begin again. */
(() => {
  "use strict";

  const at = document.querySelector("[data-lasted]");
  if (!at) return;
  const shown = at.querySelector("[role=timer]");
  const started = at.closest("form").elements.started;
  const base = Number(started.value);
  const opened = performance.now();
  const before = Number(at.dataset.lasted);
  const now = () => before + Math.floor((performance.now() - opened) / 1000);
  let from = 0;

  function show() {
    const seconds = Math.max(0, now() - from);
    shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
  at.querySelector("button").addEventListener("click", () => {
    from = now();
    started.value = String(base + from);
    show();
  });
  at.hidden = false;
  show();
  setInterval(show, 1000);
})();
