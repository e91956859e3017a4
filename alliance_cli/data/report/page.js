(() => {
  "use strict";
  const STEP = 100;
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const further = document.getElementById("further");
  const table = document.querySelector("table");
  const heads = Array.from(table.querySelectorAll("th[data-sort]"));
  const usual = heads.findIndex((head) => head.hasAttribute("aria-sort"));
  const companies = Array.from(document.querySelectorAll("li[data-words]"));
  const cards = new Map(Array.from(document.querySelectorAll("[data-card]"), (card) => [card.dataset.card, card]));
  let limit = STEP;
  let rows = Array.from(table.tBodies[0].rows).concat(kept("more"));

  // what a browser without script shows as it is: the rest of the table
  function kept(id) {
    const held = document.getElementById(id);
    if (!held) return [];
    const made = document.createElement("template");
    made.innerHTML = held.textContent;
    held.remove();
    return Array.from(made.content.querySelectorAll("tbody tr"));
  }

  // accents and width of letters tell no words apart
  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  const texts = new Map([...rows, ...companies].map((item) => [item, folded(item.dataset.words)]));

  function wanted() {
    const fields = new FormData(form);
    const words = folded(String(fields.get("words"))).split(/\s+/).filter(Boolean);
    const statuses = new Set(fields.getAll("status"));
    const kind = String(fields.get("kind"));
    const named = (item) => words.every((word) => texts.get(item).includes(word));
    const fits = ({ dataset }) => statuses.has(dataset.status) && (!kind || dataset.kind === kind);
    return { named, talk: (row) => named(row) && fits(row) };
  }

  // a card is made when it is shown for the first time
  function card(id) {
    const held = cards.get(id);
    if (!held || held.tagName !== "NOSCRIPT") return held;
    const made = document.createElement("template");
    made.innerHTML = held.textContent;
    cards.set(id, made.content.firstElementChild);
    return cards.get(id);
  }

  function apply() {
    const { named, talk } = wanted();
    const found = rows.filter(talk);
    const now = found.slice(0, limit);
    table.tBodies[0].replaceChildren(...now);
    const place = document.getElementById("cards");
    if (place) place.replaceChildren(...now.map((row) => card(row.dataset.talk)).filter(Boolean));
    for (const item of companies) item.hidden = !named(item);
    tell(found.length, now.length);
  }

  function tell(found, now) {
    const of = found === rows.length ? `${found} talks` : `${found} of ${rows.length} talks found`;
    shown.textContent = !found ? "No talk fits. Fewer words, or Show all?" : now < found ? `${of}, the first ${now} shown` : `${of} shown`;
    further.parentElement.hidden = now === found;
    further.textContent = `Show ${Math.min(STEP, found - now)} more`;
    for (const part of document.querySelectorAll("table, .evidence-buttons, #timelines")) part.hidden = !found;
  }

  function value(row, place) {
    const cell = row.cells[place];
    return cell.dataset.value ?? cell.textContent.trim().toLowerCase();
  }

  // what has no value stands last, whichever way the others are sorted
  function compared(a, b, numbers, way) {
    if (a === "" || b === "") return (a === "") - (b === "");
    return way * (numbers ? Number(a) - Number(b) : a.localeCompare(b));
  }

  function sortBy(place, way) {
    const numbers = heads[place].dataset.sort === "number";
    const keys = new Map(rows.map((row) => [row, value(row, place)]));
    rows = rows.sort((a, b) => compared(keys.get(a), keys.get(b), numbers, way));
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[place].setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    form.elements.sort.value = String(place);
    apply();
  }

  // names and words from A, days and numbers from the largest; the same heading again turns it round
  function usualWay(place) {
    const first = rows.map((row) => value(row, place)).find(Boolean);
    return first && /^\d/.test(first) ? -1 : 1;
  }

  function makeSortable() {
    heads.forEach((head, place) => {
      const name = head.textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => {
        const turned = head.getAttribute("aria-sort");
        sortBy(place, turned ? (turned === "ascending" ? -1 : 1) : usualWay(place));
      });
      head.replaceChildren(button);
      form.elements.sort.append(new Option(name, String(place), place === usual, place === usual));
    });
    form.elements.sort.addEventListener("change", (event) => sortBy(Number(event.target.value), usualWay(Number(event.target.value))));
  }

  // a talk or a claim that is not among those shown comes before them
  function revealed(id) {
    const there = document.getElementById(id);
    if (there) return there;
    const mark = `id="${id}"`;
    const [talk] = Array.from(cards).find(([name, held]) => name === id || held.textContent.includes(mark)) ?? [];
    if (!talk || !document.getElementById("cards")) return null;
    document.getElementById("cards").prepend(card(talk));
    return document.getElementById(id);
  }

  function openTarget() {
    const target = location.hash.length > 1 && revealed(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView();
  }

  function openAll(open) {
    for (const item of document.querySelectorAll("details")) item.open = open;
  }

  function on(id, action) {
    const button = document.getElementById(id);
    if (button) button.addEventListener("click", action);
  }

  form.hidden = false;
  shown.hidden = false;
  makeSortable();
  form.addEventListener("input", () => {
    limit = STEP;
    apply();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    limit = STEP;
    sortBy(usual, -1);
  }));
  on("further", () => {
    limit += STEP;
    apply();
  });
  on("open", () => openAll(true));
  on("close", () => openAll(false));
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", () => openAll(true));
  apply();
  openTarget();
})();
