// Runs once, as `js_on_load` of the reader. Gradio hands over `element` (the reader), `trigger` (an event to Python)
// and `server` (the Python functions of the reader). Panes are redrawn while an answer grows, so every listener sits
// on the document and finds its target by the names that render.py writes.

const dialog = element.querySelector("dialog");
const body = dialog.querySelector(".reader-body");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const glide = () => (calm.matches ? "auto" : "smooth");
let awaited = null;
let exchanges = 0;

document.documentElement.lang = dialog.dataset.language;

function cardOf(cite) {
  return document.getElementById(`source-${cite.dataset.turn}-${cite.dataset.marker}`);
}

function light(card) {
  document.querySelectorAll(".card.lit").forEach((other) => other.classList.remove("lit"));
  card.classList.add("lit");
}

function lead(card) {
  light(card);
  card.scrollIntoView({ block: "nearest", behavior: glide() });
  card.focus({ preventScroll: true });
}

function follow(cite) {
  const card = cardOf(cite);
  if (card) {
    lead(card);
    return;
  }
  awaited = { dataset: { turn: cite.dataset.turn, marker: cite.dataset.marker } };
  trigger("select", { turn: Number(cite.dataset.turn) });
}

async function read(door) {
  const { article, start, end } = door.dataset;
  body.innerHTML = await server.read_article({ article, start: Number(start), end: Number(end) });
  dialog.showModal();
  const mark = body.querySelector("mark");
  body.scrollTop = 0;
  mark?.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const target = event.target.closest(".cite, .door, .example, .reader-close, dialog.reader");
  if (target?.matches(".cite")) {
    event.preventDefault();
    follow(target);
  } else if (target?.matches(".door")) {
    read(target);
  } else if (target?.matches(".example")) {
    trigger("submit", { question: target.dataset.question });
  } else if (target?.matches(".reader-close") || event.target === dialog) {
    dialog.close();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches(".cite")) {
    event.preventDefault();
    follow(event.target);
  }
});

// The card last pointed at stays lit, so that leaving the marker to read it does not put it out.
for (const approach of ["mouseover", "focusin"]) {
  document.addEventListener(approach, (event) => {
    const card = event.target.matches?.(".cite") && cardOf(event.target);
    if (card) light(card);
  });
}

new MutationObserver(() => {
  const card = awaited && cardOf(awaited);
  if (card) {
    awaited = null;
    lead(card);
  }
  const shown = document.querySelectorAll(".exchange");
  if (shown.length > exchanges) shown[shown.length - 1].scrollIntoView({ block: "start", behavior: glide() });
  exchanges = shown.length;
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["id"] });
