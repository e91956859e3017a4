"use strict";
(() => {
  const form = document.getElementById("filter");
  const rows = Array.from(document.querySelectorAll("[data-talk]"));
  const shown = document.getElementById("shown");
  const total = document.querySelectorAll("tr[data-talk]").length;

  function fits(row, words, statuses, kind) {
    const data = row.dataset;
    return statuses.has(data.status) && (!kind || data.kind === kind) && words.every((word) => data.words.includes(word));
  }

  function apply() {
    const fields = new FormData(form);
    const words = String(fields.get("words")).toLowerCase().split(/\s+/).filter(Boolean);
    const statuses = new Set(fields.getAll("status"));
    const kind = String(fields.get("kind"));
    let count = 0;
    for (const row of rows) {
      row.hidden = !fits(row, words, statuses, kind);
      if (!row.hidden && row.tagName === "TR") count += 1;
    }
    shown.textContent = `${count} of ${total} talks shown`;
  }

  function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView();
  }

  function openAll(open) {
    for (const item of document.querySelectorAll("details")) item.open = open;
  }

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  document.getElementById("open").addEventListener("click", () => openAll(true));
  document.getElementById("close").addEventListener("click", () => openAll(false));
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", () => openAll(true));
  apply();
  openTarget();
})();
