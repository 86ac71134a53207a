/* Records in the page where a browser can; where it cannot, or without this file, the form takes a recording of the phone. */
(() => {
  "use strict";
  const form = document.querySelector("[data-read-aloud]");
  if (!form || !navigator.mediaDevices?.getUserMedia || !window.MediaRecorder || !window.DataTransfer) return;

  const LONGEST = 30;
  const KINDS = ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/ogg;codecs=opus"];
  const at = (name) => form.querySelector(`[data-${name}]`);
  const [button, seconds, own, file, refused] = ["record", "seconds", "own", "by-file", "refused"].map(at);
  const input = form.querySelector("input[type=file]");
  let recorder = null;
  let tick = 0;

  at("by-microphone").hidden = false;
  file.hidden = true;
  at("send").disabled = true;
  input.addEventListener("change", () => (at("send").disabled = !input.files.length));

  const say = (isOn) => button.querySelectorAll("[data-when]").forEach((each) => (each.hidden = (each.dataset.when === "on") !== isOn));

  function take(parts, kind) {
    const sound = new Blob(parts, { type: kind });
    const held = new DataTransfer();
    held.items.add(new File([sound], "recording", { type: kind }));
    input.files = held.files;
    own.src = URL.createObjectURL(sound);
    own.hidden = false;
    at("send").disabled = false;
  }

  async function start() {
    let heard;
    try {
      heard = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    } catch {
      refused.hidden = false;
      file.hidden = false;
      return;
    }
    const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each));
    const parts = [];
    recorder = new MediaRecorder(heard, { ...(kind ? { mimeType: kind } : {}), audioBitsPerSecond: 16000 });
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(tick);
      heard.getTracks().forEach((track) => track.stop());
      take(parts, recorder.mimeType.split(";")[0]);
      say(false);
      recorder = null;
    });
    recorder.start();
    say(true);
    const since = Date.now();
    tick = setInterval(() => {
      const passed = Math.floor((Date.now() - since) / 1000);
      seconds.textContent = `${passed} / ${LONGEST}`;
      if (passed >= LONGEST - 1) recorder?.stop();
    }, 250);
  }

  button.addEventListener("click", () => (recorder ? recorder.stop() : start()));
})();
