"use strict";
(() => {
  const marked = [...document.querySelectorAll("[data-words]")];
  const top = document.querySelector(".top");
  if (marked.length < 6 || !top) return;
  const form = document.createElement("div");
  form.className = "find";
  form.setAttribute("role", "search");
  const label = document.createElement("label");
  label.htmlFor = "find";
  label.textContent = "Show only";
  const field = document.createElement("input");
  field.id = "find";
  field.type = "search";
  field.placeholder = "case, document or language";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  form.append(label, field, said);
  top.append(form);
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const known = marked.map((one) => [one, plain(one.dataset.words)]);
  field.addEventListener("input", () => {
    const asked = plain(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [one, words] of known) {
      const inner = [...one.querySelectorAll("[data-words]")].map((each) => plain(each.dataset.words));
      const fits = [words, ...inner].some((each) => asked.every((word) => each.includes(word)));
      one.hidden = !fits;
      shown += fits && one.matches("article") ? 1 : 0;
    }
    said.textContent = asked.length ? `${shown} document${shown === 1 ? "" : "s"}` : "";
  });
})();
