(() => {
  "use strict";
  const frame = document.querySelector(".network");
  if (!frame) return;
  const buttons = document.querySelector(".zoom");
  const around = document.getElementById("around");
  const said = document.getElementById("drawn");
  const { companies, ties, root } = JSON.parse(document.getElementById("ties").textContent);
  const whole = frame.querySelector("svg");
  const MOST = 40;
  const SVG = "http://www.w3.org/2000/svg";
  let drawn = whole;
  let scale = 1;

  function made(name, attributes, ...inside) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  }

  // lines of at most twenty letters, cut between words
  function lines(text) {
    return text.split(" ").reduce((told, word) => {
      const last = told[told.length - 1];
      if (last !== undefined && last.length + word.length < 20) told[told.length - 1] = `${last} ${word}`;
      else told.push(word);
      return told;
    }, []);
  }

  // letters of East Asia are twice as wide
  function width(text) {
    return Array.from(text).reduce((sum, letter) => sum + (letter > "\u1100" ? 2 : 1), 0);
  }

  function box(company) {
    const [name] = companies[company];
    const told = lines(name);
    return { company, told, name, wide: 7.4 * Math.max(...told.map(width)) + 18, high: 15 * told.length + 10 };
  }

  function node(item, x, y, middle) {
    const first = y - (15 * (item.told.length - 1)) / 2 + 4;
    const text = made("text", { "text-anchor": "middle" }, ...item.told.map((line, i) => made("tspan", { x, y: first + 15 * i }, line)));
    const rect = made("rect", { class: middle ? "node root" : "node", x: x - item.wide / 2, y: y - item.high / 2, width: item.wide, height: item.high, rx: 6 });
    const address = companies[item.company][1];
    if (middle && !address) return made("g", {}, rect, text);
    const link = made("a", { href: address || "#network" }, made("title", {}, item.name), rect, text);
    if (!address) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        focusOn(item.company);
      });
    }
    return link;
  }

  // by who acts: on the company, both together, the company
  function groups(company, mine) {
    const acts = (tie) => tie[6] * (tie[0] === company ? 1 : -1);
    const named = [["acts on it", -1], ["together", 0], ["it acts on", 1]];
    return named.map(([name, way]) => [name, way, mine.filter((tie) => acts(tie) === way)]).filter(([, , some]) => some.length);
  }

  function line(company, tie, way, item, x, y) {
    const [, , style, name, status, address, , since] = tie;
    const told = `${companies[company][0]} – ${item.name}, ${name}: ${status}, ${since}`;
    const parts = [
      made("path", { class: `tie ${style}`, d: `M${x + 12} ${y}H${x + 62}` }, made("title", {}, told)),
      made("text", { class: "kind", x: x + 70 + item.wide, y: y + 4 }, `${name}, ${since}`),
    ];
    if (way) parts.push(made("path", { class: "way", d: "M-6 -5L6 0L-6 5Z", transform: `translate(${x + 50} ${y}) rotate(${way < 0 ? 180 : 0})` }));
    return made("a", { href: address, "aria-label": told }, ...parts);
  }

  // a branch for each group, beside each other where there is room
  function branch(company, [name, way, some], x, top, parts) {
    let y = top + 26;
    parts.push(made("text", { class: "soft", x: x + 20, y: top + 14 }, name));
    let last = top;
    for (const tie of some) {
      const item = box(tie[0] === company ? tie[1] : tie[0]);
      last = y + item.high / 2;
      parts.push(line(company, tie, way, item, x, last), node(item, x + 62 + item.wide / 2, last, false));
      y += item.high + 10;
    }
    parts.unshift(made("path", { class: "stroke", d: `M${x + 12} ${top}V${last}` }));
    return y;
  }

  function needs(company, [, , some]) {
    return Math.max(...some.map((tie) => 90 + box(tie[0] === company ? tie[1] : tie[0]).wide + 6.2 * width(`${tie[3]}, ${tie[7]}`)));
  }

  function tree(company, mine) {
    const middle = box(company);
    const branches = groups(company, mine);
    const widths = branches.map((some) => needs(company, some));
    const beside = widths.reduce((sum, one) => sum + one, 0) <= frame.clientWidth;
    const top = middle.high + 22;
    const parts = [];
    let [x, y, high] = [4, top, 0];
    branches.forEach((some, i) => {
      const end = branch(company, some, x, y, parts);
      high = Math.max(high, end);
      if (beside) {
        if (i) parts.unshift(made("path", { class: "stroke", d: `M16 ${top}H${x + 12}` }));
        x += widths[i];
      } else y = end;
    });
    parts.unshift(made("path", { class: "stroke", d: `M16 ${middle.high + 6}V${beside ? top : y - 40}` }));
    const wide = Math.max(middle.wide + 16, beside ? x : Math.max(...widths));
    const svg = made("svg", { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, role: "group", "aria-label": `Who is tied to ${middle.name}` });
    svg.append(...parts, node(middle, middle.wide / 2 + 6, middle.high / 2 + 6, true));
    return svg;
  }

  function put(svg, told) {
    frame.replaceChildren(svg);
    drawn = svg;
    scale = 1;
    if (said) said.textContent = told;
  }

  function focusOn(company) {
    const mine = ties.filter((tie) => tie[0] === company || tie[1] === company);
    const more = mine.length > MOST ? `, the ${MOST} strongest of ${mine.length} ties` : "";
    put(tree(company, mine.slice(0, MOST)), ` ${companies[company][0]}${more}.`);
    if (around) around.value = companies[company][0];
    frame.scrollTo(0, 0);
  }

  function zoom(to) {
    const [wide, high] = [drawn.viewBox.baseVal.width, drawn.viewBox.baseVal.height];
    const next = Math.min(Math.max(to, Math.min(fitting(), 0.3)), 4);
    // what stands in the middle of the frame stays there
    const [x, y] = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2];
    drawn.style.width = `${wide * next}px`;
    drawn.style.height = `${high * next}px`;
    frame.scrollLeft = (x * next) / scale - frame.clientWidth / 2;
    frame.scrollTop = (y * next) / scale - frame.clientHeight / 2;
    scale = next;
  }

  function fitting() {
    return Math.min(1, frame.clientWidth / drawn.viewBox.baseVal.width);
  }

  function middle() {
    const at = (drawn.querySelector("rect.root") || drawn.querySelector("rect.node")).getBBox();
    frame.scrollLeft = at.x + at.width / 2 - frame.clientWidth / 2;
    frame.scrollTop = at.y + at.height / 2 - frame.clientHeight / 2;
  }

  function all() {
    if (!whole) return;
    put(whole, note);
    // all of it where that can still be read, else what is in the middle
    if (fitting() >= 0.7) zoom(fitting());
    else middle();
  }

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  }

  function choose() {
    const text = folded(around.value);
    if (!text) return all();
    const names = companies.map(([name]) => folded(name));
    const found = [names.indexOf(text), names.findIndex((name) => name.startsWith(text))].find((place) => place >= 0);
    if (found !== undefined) focusOn(found);
    else if (said) said.textContent = " No company of that name here.";
  }

  // fingers scroll by themselves; a mouse takes hold and draws
  function movable() {
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

  const note = said ? said.textContent : "";
  for (const section of document.querySelectorAll(".needs-script")) section.hidden = false;
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const by = Number(event.target.dataset.zoom);
    if (!event.target.dataset.zoom) return;
    if (by) zoom(scale * by);
    else if (root < 0 && whole && drawn !== whole) {
      around.value = "";
      all();
    } else zoom(fitting());
  });
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
  }, { passive: false });
  frame.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "=") zoom(scale * 1.25);
    else if (event.key === "-") zoom(scale * 0.8);
  });
  movable();
  if (root >= 0) {
    around.closest("label").remove();
    focusOn(root);
  } else {
    document.getElementById("around-names").append(...companies.map(([name]) => new Option(name)));
    around.addEventListener("change", choose);
    all();
  }
})();
