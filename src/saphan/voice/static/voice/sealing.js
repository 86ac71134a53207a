/* Seals words to a desk so that this browser cannot open them again, and draws what must be random. No framework.
   vault/envelope.py opens it; vault/codes.py draws the same codes. */
(() => {
  "use strict";
  const BLOCK = 1024; // padded to whole blocks: the length tells little
  const CURVE = { name: "ECDH", namedCurve: "P-256" };
  const encode = (text) => new TextEncoder().encode(text);
  const decode64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const encode64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const join = (...parts) => new Uint8Array(parts.flatMap((part) => [...new Uint8Array(part)]));

  async function seal(content, deskKey, label) {
    const { subtle } = crypto;
    const theirs = decode64(deskKey);
    const named = encode(label);
    const ours = await subtle.generateKey(CURVE, false, ["deriveBits"]);
    const desk = await subtle.importKey("raw", theirs, CURVE, false, []);
    const shared = await subtle.deriveBits({ name: "ECDH", public: desk }, ours.privateKey, 256);
    const point = await subtle.exportKey("raw", ours.publicKey);
    const base = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
    const how = { name: "HKDF", hash: "SHA-256", salt: join(point, theirs), info: named };
    const key = await subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const bytes = encode(content);
    const padded = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(32);
    padded.set(bytes);
    const hidden = await subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: named }, key, padded);
    return join([1], point, nonce, hidden);
  }

  /* Not every browser has randomUUID. */
  function newId() {
    const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  /* Her code is drawn where she is, so that no list of unused codes lies anywhere. */
  const DAMM = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];

  function newCode() {
    let digits = "";
    while (digits.length < 15) {
      const [byte] = crypto.getRandomValues(new Uint8Array(1));
      if (byte < 250) digits += byte % 10; // 250 to 255 would make some digits likelier
    }
    return digits + [...digits].reduce((row, digit) => DAMM[row][digit], "0");
  }

  const inGroups = (code) => code.match(/.{4}/g).map((group) => Object.assign(document.createElement("span"), { textContent: group }));

  window.sealing = { seal, newCode, newId, encode64, inGroups };
})();
