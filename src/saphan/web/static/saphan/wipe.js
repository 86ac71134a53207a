/* One tap, and nothing of ours stays on this phone. The button shows only where something is kept. */
(() => {
  "use strict";
  const button = document.querySelector("[data-wipe]");
  button.addEventListener("click", () => {
    button.disabled = true;
    kept.wipe();
  });
  kept.isOn().then((on) => (button.parentElement.hidden = !on));
})();
