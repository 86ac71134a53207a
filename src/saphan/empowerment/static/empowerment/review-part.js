/* Asks the questions of a review one at a time. What is saved is sealed by the sheet's own script, which runs before. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-part=review]");
  if (!form || !window.crypto?.subtle || !window.indexedDB) return; // then the desk's page takes it, with network
  const { elements } = form;
  const worker = document.getElementById("visit").elements.language;
  const serious = form.querySelector("[data-serious]");
  const status = form.querySelector("[role=status]");
  const about = form.querySelector("[data-about]");
  const kinds = form.querySelector("[data-groups]");
  const known = new Map([...form.querySelectorAll("datalist option")].map((each) => [each.value, each.dataset]));
  const steps = [...form.querySelectorAll("[data-step]")];
  let step = steps[0];

  const asked = () => steps.filter(({ dataset }) => !dataset.of || dataset.of === elements.group.value);

  function show(next) {
    step = next;
    for (const each of steps) each.hidden = each !== step;
    about.textContent = elements.whom.value;
    about.hidden = step === steps[0];
    const [first, last] = [asked()[0], asked().at(-1)];
    form.querySelector("[data-turn='-1']").hidden = step === first;
    form.querySelector("[data-turn='1']").hidden = step === last;
  }

  function turn(by) {
    status.textContent = "";
    serious.hidden = true;
    if (step === steps[0] && !(elements.whom.value.trim() && elements.group.value)) return void elements.whom.focus();
    const ways = asked();
    show(ways[ways.indexOf(step) + by] || step);
    step.querySelector("input, textarea")?.focus();
  }

  /* Who is on the tablet's list needs no second question; whoever is not is found by the desk. */
  function meant() {
    const found = known.get(elements.whom.value.trim());
    elements.organisation.value = found?.id || "";
    if (found) elements.group.value = found.group;
    kinds.hidden = Boolean(found);
  }

  const enough = () => elements.agreed.checked && (elements.comment.value.trim() || asked().some((each) => each.dataset.of && each.querySelector("input:checked")));

  /* Before the sheet's own script, which seals what is in the form. */
  function look(event) {
    if (event.target !== form) return;
    const isLast = step === asked().at(-1);
    if (isLast && enough() && elements.when.value) return void (serious.hidden = !asked().some((each) => each.querySelector("[data-severe]:checked")));
    event.preventDefault();
    event.stopPropagation();
    if (isLast) status.textContent = form.dataset.nothing;
    else turn(1);
  }

  function speak() {
    worker.value = elements.language.value;
    worker.dispatchEvent(new Event("change"));
  }

  function follow() {
    if ([...elements.language.options].some(({ value }) => value === worker.value)) elements.language.value = worker.value;
  }

  document.addEventListener("submit", look, true);
  form.addEventListener("reset", () => setTimeout(() => (meant(), show(steps[0]))));
  for (const each of form.querySelectorAll("[data-turn]")) each.addEventListener("click", () => turn(Number(each.dataset.turn)));
  elements.whom.addEventListener("input", meant);
  elements.language.addEventListener("change", speak);
  worker.addEventListener("change", follow);
  document.querySelector("[data-without]").hidden = true;
  form.hidden = false;
  follow();
  show(step);
})();
