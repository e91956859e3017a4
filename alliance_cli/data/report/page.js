"use strict";
(() => {
  const form = document.getElementById("filter");
  const rows = Array.from(document.querySelectorAll("[data-words]"));
  const shown = document.getElementById("shown");
  const total = document.querySelectorAll("tr[data-talk]").length;
  const heads = Array.from(document.querySelectorAll("th[data-sort]"));
  const usual = heads.findIndex((head) => head.hasAttribute("aria-sort"));

  // accents and width of letters tell no words apart
  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  const texts = new Map(rows.map((row) => [row, folded(row.dataset.words)]));

  function fits(row, words, statuses, kind) {
    const data = row.dataset;
    const has = texts.get(row);
    if (!words.every((word) => has.includes(word))) return false;
    return !("talk" in data) || (statuses.has(data.status) && (!kind || data.kind === kind));
  }

  function apply() {
    const fields = new FormData(form);
    const words = folded(String(fields.get("words"))).split(/\s+/).filter(Boolean);
    const statuses = new Set(fields.getAll("status"));
    const kind = String(fields.get("kind"));
    let count = 0;
    for (const row of rows) {
      row.hidden = !fits(row, words, statuses, kind);
      if (!row.hidden && row.tagName === "TR") count += 1;
    }
    shown.textContent = count ? `${count} of ${total} talks shown` : "No talk fits. Fewer words, or Show all?";
    for (const part of document.querySelectorAll("table, .evidence-buttons, #timelines")) part.hidden = !count;
  }

  // what has no value stands last, whichever way the others are sorted
  function compared(a, b, place, numbers, way) {
    const [x, y] = [a, b].map((row) => row.cells[place].dataset.value);
    if (x === "" || y === "") return (x === "") - (y === "");
    return way * (numbers ? Number(x) - Number(y) : x.localeCompare(y));
  }

  function sortBy(place, way) {
    const numbers = heads[place].dataset.sort === "number";
    const body = heads[place].closest("table").tBodies[0];
    const sorted = Array.from(body.rows).sort((a, b) => compared(a, b, place, numbers, way));
    body.append(...sorted);
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[place].setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    form.elements.sort.value = String(place);
  }

  // names and words from A, days and numbers from the largest; the same heading again turns it round
  function usualWay(place) {
    const first = document.querySelector(`tbody td:nth-child(${place + 1}):not([data-value=""])`);
    return first && /^\d/.test(first.dataset.value) ? -1 : 1;
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
      form.elements.sort.append(new Option(name, String(place), head.hasAttribute("aria-sort"), head.hasAttribute("aria-sort")));
    });
    form.elements.sort.addEventListener("change", (event) => sortBy(Number(event.target.value), usualWay(Number(event.target.value))));
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

  function zoomable(frame, buttons) {
    const drawn = frame.querySelector("svg");
    const [wide, high] = [drawn.width.baseVal.value, drawn.height.baseVal.value];
    const whole = Math.min(1, frame.clientWidth / wide);
    let scale = 1;

    // what stands in the middle of the frame stays there
    function zoom(to) {
      const next = Math.min(Math.max(to, Math.min(whole, 0.3)), 4);
      const [x, y] = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2];
      drawn.style.width = `${wide * next}px`;
      drawn.style.height = `${high * next}px`;
      drawn.setAttribute("preserveAspectRatio", "xMidYMid meet");
      frame.scrollLeft = (x * next) / scale - frame.clientWidth / 2;
      frame.scrollTop = (y * next) / scale - frame.clientHeight / 2;
      scale = next;
    }

    function middle() {
      const boxes = Array.from(drawn.querySelectorAll("rect.root"));
      const box = (boxes[0] || drawn.querySelector("rect.node")).getBBox();
      frame.scrollLeft = box.x + box.width / 2 - frame.clientWidth / 2;
      frame.scrollTop = box.y + box.height / 2 - frame.clientHeight / 2;
    }

    buttons.hidden = false;
    buttons.addEventListener("click", (event) => {
      const by = Number(event.target.dataset.zoom);
      if (event.target.dataset.zoom) zoom(by ? scale * by : whole);
    });
    frame.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
    }, { passive: false });
    movable(frame);
    // all of it where that can still be read, else what is in the middle
    if (whole >= 0.7) zoom(whole);
    else middle();
  }

  // fingers scroll by themselves; a mouse takes hold and draws
  function movable(frame) {
    let from = null;
    frame.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button || event.target.closest("a")) return;
      from = [event.clientX + frame.scrollLeft, event.clientY + frame.scrollTop];
      frame.setPointerCapture(event.pointerId);
      frame.classList.add("drag");
    });
    frame.addEventListener("pointermove", (event) => {
      if (!from) return;
      frame.scrollLeft = from[0] - event.clientX;
      frame.scrollTop = from[1] - event.clientY;
    });
    for (const end of ["pointerup", "pointercancel"]) {
      frame.addEventListener(end, () => {
        from = null;
        frame.classList.remove("drag");
      });
    }
  }

  function on(id, action) {
    const button = document.getElementById(id);
    if (button) button.addEventListener("click", action);
  }

  form.hidden = false;
  makeSortable();
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    sortBy(usual, -1);
    apply();
  }));
  on("open", () => openAll(true));
  on("close", () => openAll(false));
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", () => openAll(true));
  const frame = document.querySelector(".network");
  if (frame) zoomable(frame, document.querySelector(".zoom"));
  apply();
  openTarget();
})();
