/* Switches the pack on, says what is kept. Nothing is kept, and no worker registered, before she taps. */
(() => {
  "use strict";
  if (!navigator.serviceWorker || !window.caches || !window.indexedDB || !crypto.subtle) return;
  const at = (id) => document.getElementById(id);
  const words = at("state").dataset;
  const { language } = at("keep").dataset;

  const say = (text) => at("state").replaceChildren(...(text ? [Object.assign(document.createElement("p"), { className: "note", textContent: text })] : []));

  async function keep() {
    at("keep").disabled = true;
    say(words.loading);
    try {
      await navigator.serviceWorker.register("/sw.js");
      const { active } = await navigator.serviceWorker.ready;
      await ask(active, { act: "keep", language });
      await navigator.storage?.persist?.();
      say(words.ready);
    } catch {
      if (!(await kept.isOn())) await (await navigator.serviceWorker.getRegistration("/"))?.unregister();
      say(words.failed);
    }
    at("keep").disabled = false;
    await look();
  }

  const ask = (active, what) =>
    new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => (data ? resolve() : reject());
      active.postMessage(what, [port2]);
    });

  async function look() {
    const on = await kept.isOn();
    const pack = on && (await kept.get("packs", language));
    at("cannot").hidden = true;
    at("off").hidden = !!pack;
    at("on").hidden = at("wipe").parentElement.hidden = !on;
    if (!pack) return;
    const others = pack.pages.filter(({ address }) => !address.startsWith(location.pathname) && address !== "/bridges/");
    at("pages").replaceChildren(...others.map(row));
    at("size").textContent = `${Math.ceil(pack.size / 1000)} kB`;
  }

  function row({ address, title }) {
    const line = document.createElement("li");
    line.append(Object.assign(document.createElement("a"), { href: address, textContent: title }));
    return line;
  }

  at("keep").addEventListener("click", keep);
  look();
})();
