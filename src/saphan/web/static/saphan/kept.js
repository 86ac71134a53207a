/* What this browser keeps for when it has no net: pages that are the same for everybody, and sealed words that wait.
   Used by pages and by the service worker; wipe.js takes all of it away. */
(() => {
  "use strict";
  const HELD = "pack";

  const opened = () =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open(HELD, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("packs", { keyPath: "language" });
        asked.result.createObjectStore("waiting", { keyPath: "id" });
        asked.result.createObjectStore("notes");
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });

  async function store(name, mode, act) {
    const held = await opened();
    const turn = held.transaction(name, mode, { durability: "strict" });
    const asked = act(turn.objectStore(name));
    return new Promise((resolve, reject) => {
      turn.oncomplete = () => resolve(asked.result);
      turn.onerror = turn.onabort = () => reject(turn.error);
    }).finally(() => held.close());
  }

  const get = (name, key) => store(name, "readonly", (rows) => rows.get(key));
  const all = (name) => store(name, "readonly", (rows) => rows.getAll());
  const put = (name, ...row) => store(name, "readwrite", (rows) => rows.put(...row));
  const erase = (name, key) => store(name, "readwrite", (rows) => rows.delete(key));
  const caching = async () => (await caches.keys()).filter((name) => name.startsWith(HELD + " "));

  /* Without making anything: asking for a store that is not there would make it. */
  const isOn = async () => !!(window.isSecureContext && window.caches && (await caching()).length);

  self.kept = { get, all, put, erase, caching, isOn };
})();
