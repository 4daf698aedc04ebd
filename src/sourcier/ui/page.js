// Runs once, with doing.js after it, as `js_on_load` of the shell. Gradio hands over `element` (the shell) and `trigger`
// (an event to Python). Panes are redrawn while an answer grows, so every listener sits on the document and finds its
// target by the names that `render` writes.

const reader = element.querySelector("dialog.reader");
const readerBody = reader.querySelector(".reader-body");
const manager = element.querySelector("dialog.manager");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const glide = () => (calm.matches ? "auto" : "smooth");
let awaited = null;
let brought = "";
let exchanges = 0;

document.documentElement.lang = reader.dataset.language;

// Day or night. What a reader chose is kept by Python, and known here by then; the last look of all is kept here, so that
// the page wears it from the start.
const LOOK = "sourcier.look";
function look(dark) {
  document.body.classList.toggle("dark", dark);
}
try {
  const last = localStorage.getItem(LOOK);
  if (last) look(last === "dark");
  new MutationObserver(() => localStorage.setItem(LOOK, document.body.classList.contains("dark") ? "dark" : "light"))
    .observe(document.body, { attributes: true, attributeFilter: ["class"] });
} catch {
  // A browser that keeps nothing looks as the system does, then as was chosen.
}
function switchLook() {
  const dark = !document.body.classList.contains("dark");
  look(dark);
  document.body.dataset.switched = "here";
  trigger("look", { theme: dark ? "dark" : "light" });
}

// Markers, and the cards that they lead to.
function cardOf(cite) {
  return document.getElementById(`source-${cite.dataset.turn}-${cite.dataset.marker}`);
}

// In its own panel only: the page itself stays where the reader is.
function bringIntoPanel(card) {
  const panel = card.closest("#proofs");
  if (!panel || panel.scrollHeight <= panel.clientHeight) return;
  const [outer, inner] = [panel.getBoundingClientRect(), card.getBoundingClientRect()];
  if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  panel.scrollBy({ top: inner.top - outer.top - 16, behavior: glide() });
}

function light(card) {
  document.querySelectorAll(".card.lit").forEach((other) => other.classList.remove("lit"));
  card.classList.add("lit");
}

function lead(card) {
  light(card);
  bringIntoPanel(card);
  read(card.querySelector(".door"));
}

// The card of an earlier answer is shown first.
function follow(cite) {
  const card = cardOf(cite);
  if (card) {
    lead(card);
    return;
  }
  awaited = { dataset: { turn: cite.dataset.turn, marker: cite.dataset.marker } };
  trigger("show", { turn: Number(cite.dataset.turn) });
}

// The card last pointed at stays lit, so that leaving the marker to read it does not put it out.
for (const approach of ["mouseover", "focusin"]) {
  document.addEventListener(approach, (event) => {
    const card = event.target.matches?.(".cite") && cardOf(event.target);
    if (!card) return;
    light(card);
    bringIntoPanel(card);
  });
}

// Reading.
function read(door) {
  const { article, start, end } = door.dataset;
  trigger("read", { article, start: Number(start), end: Number(end) });
}

function openArticle(html) {
  readerBody.innerHTML = html;
  if (!reader.open) reader.showModal();
  readerBody.scrollTop = 0;
  readerBody.querySelector("mark")?.scrollIntoView({ block: "center" });
  readerBody.focus({ preventScroll: true });
}

// The side column, where it is folded.
const isUnfolded = () => document.querySelector(".unfold")?.getAttribute("aria-expanded") === "true";
function unfold(open) {
  document.querySelector(".unfold")?.setAttribute("aria-expanded", String(open));
  if (open) document.querySelector("#side .find")?.focus();
}

// The address names the conversation that is open, so that a reload, or a link kept, opens it again.
function address(id) {
  const wanted = id ? `#c=${id}` : "";
  if (location.hash !== wanted) history.replaceState(null, "", wanted || location.pathname + location.search);
}

// The address that was gone to, not the one that stands: what is shown until then may have put its own back.
window.addEventListener("hashchange", (event) => {
  const { hash } = new URL(event.newURL);
  if (hash && !hash.startsWith("#c=")) return;
  unfold(false);
  trigger("open", { id: hash.slice("#c=".length) });
});

new MutationObserver((changes) => {
  const card = awaited && cardOf(awaited);
  if (card) {
    awaited = null;
    lead(card);
  }
  const shown = document.querySelectorAll(".exchange");
  if (shown.length > exchanges) shown[shown.length - 1].scrollIntoView({ block: "start", behavior: glide() });
  exchanges = shown.length;
  // What the room of articles says last: there may be others now.
  const said = document.querySelector("#corpus-said")?.textContent ?? "";
  if (said !== brought) trigger("count");
  brought = said;
  // Only as it comes: whoever has gone on since is not called back by what changes elsewhere.
  const open = document.querySelector("#transcript [data-kept]");
  if (open && changes.some((change) => change.target.closest("#transcript"))) address(open.dataset.kept);
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["id", "data-kept"] });
