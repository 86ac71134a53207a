/* One tap, and nothing of ours stays on this phone. The button shows only where something is kept. */
(() => {
  "use strict";
  const button = document.querySelector("[data-wipe]");

  /* By name, so that what an outreach worker's visit keeps in the same browser stays. Each by itself: what fails holds
     up nothing else, and a slow line does not leave her page on the screen. */
  async function wipe() {
    await Promise.allSettled([unregister(), clear(), erase()]);
    fetch("/leave/", { method: "POST", redirect: "manual", keepalive: true }).catch(() => undefined); // cookies, where there is net
    location.replace("/bridges/");
  }

  async function unregister() {
    const root = await navigator.serviceWorker.getRegistration("/");
    if (root && new URL(root.scope).pathname === "/") await root.unregister();
  }

  const clear = async () => Promise.all((await kept.caching()).map((name) => caches.delete(name)));

  const erase = () =>
    new Promise((done) => {
      const gone = indexedDB.deleteDatabase("pack");
      gone.onsuccess = gone.onerror = gone.onblocked = done;
    });

  button.addEventListener("click", () => {
    button.disabled = true;
    wipe();
  });
  kept.isOn().then((on) => (button.parentElement.hidden = !on));
})();
