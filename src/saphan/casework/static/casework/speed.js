/* How fast a recording is played. Without this file it plays as it was spoken. */
(() => {
  "use strict";

  const show = () => document.querySelectorAll(".speed[hidden]").forEach((at) => { at.hidden = false; });
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-speed]")) target.closest(".recording").querySelector("audio").playbackRate = Number(target.value);
  });
  document.addEventListener("htmx:afterSettle", show);
  show();
})();
