// What clicks, keys and forms ask of Python, and what Python hands back. An element says by `data-does` which event it
// stands for; its other data are the values.

const EVENTS = ["ask", "again", "open", "show", "read", "copy", "judge", "gold", "find", "rename", "export", "remove", "look"];
const told = element.querySelector(".told");
const byHand = element.querySelector("dialog.by-hand");
// A person types faster than a list is worth redrawing, in milliseconds.
const PAUSE = 200;
const TOLD_FOR = 4000;
let waiting = 0;
let silence = 0;

function does(target, more = {}) {
  const { does: name, turn, ...values } = target.dataset;
  if (!EVENTS.includes(name)) return;
  const ofConversation = target.closest(".manager") ? { id: manager.dataset.id } : {};
  trigger(name, { ...values, ...(turn ? { turn: Number(turn) } : {}), ...ofConversation, ...more });
  target.closest("details.menu")?.removeAttribute("open");
  if (name === "remove" || name === "rename") manager.close();
  if (name === "open") unfold(false);
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("a, button, summary, dialog");
  if (!event.target.closest("details.menu")) closeMenus();
  if (!target) {
    if (isUnfolded() && !event.target.closest("#side")) unfold(false);
  } else if (target.matches(".cite")) {
    event.preventDefault();
    follow(target);
  } else if (target.matches(".back")) {
    event.preventDefault();
    document.querySelector(target.getAttribute("href"))?.scrollIntoView({ behavior: glide() });
  } else if (target.matches(".door")) {
    read(target);
  } else if (target.matches("button[data-does]")) {
    does(target);
  } else if (target.matches(".edit")) {
    edit(target);
  } else if (target.matches(".manage")) {
    manage(target);
  } else if (target.matches(".unfold")) {
    unfold(!isUnfolded());
  } else if (target.matches(".night")) {
    switchLook();
  } else if (target.matches(".dismiss") || event.target === target.closest("dialog")) {
    target.closest("dialog").close();
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-does]");
  if (!form) return;
  event.preventDefault();
  does(form, Object.fromEntries(new FormData(form)));
});

document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches(".cite")) {
    event.preventDefault();
    follow(event.target);
  } else if (event.key === "Escape") {
    const menu = event.target.closest?.("details.menu[open]");
    if (menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    } else if (isUnfolded() && !document.querySelector("dialog[open]")) {
      unfold(false);
      document.querySelector(".unfold")?.focus();
    }
  }
});

document.addEventListener("input", (event) => {
  if (!event.target.matches(".find")) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => trigger("find", { text: event.target.value }), PAUSE);
});

function closeMenus() {
  document.querySelectorAll("details.menu[open]").forEach((menu) => menu.removeAttribute("open"));
}

// An earlier question under the pen: a form in the place of its text, until it is asked or left.
function edit(button) {
  const asked = button.closest(".asked");
  const form = document.createElement("form");
  form.className = "editing";
  const field = Object.assign(document.createElement("textarea"), { value: button.dataset.question, rows: 2 });
  field.setAttribute("aria-label", told.dataset.edit);
  const ask = Object.assign(document.createElement("button"), { type: "submit", textContent: told.dataset.ask });
  const leave = Object.assign(document.createElement("button"), { type: "button", textContent: told.dataset.cancel });
  form.append(field, ask, leave);
  const close = () => {
    form.remove();
    asked.classList.remove("hidden");
    button.focus();
  };
  leave.addEventListener("click", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = field.value;
    form.remove();
    asked.classList.remove("hidden");
    trigger("again", { turn: Number(button.dataset.turn), question });
  });
  asked.after(form);
  asked.classList.add("hidden");
  field.focus();
}

function manage(button) {
  manager.dataset.id = button.dataset.id;
  manager.querySelector("[name=title]").value = button.dataset.title;
  manager.querySelector(".removal").open = false;
  manager.showModal();
}

// What Python hands back.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell(told.dataset.copied);
  } catch {
    // Without a secure address, or leave: a person can always copy by hand.
    const field = byHand.querySelector("textarea");
    field.value = text;
    byHand.showModal();
    field.select();
  }
}

function save({ name, type, text }) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

function tell(text) {
  told.textContent = text;
  told.classList.add("shown");
  clearTimeout(silence);
  silence = setTimeout(() => told.classList.remove("shown"), TOLD_FOR);
}

document.addEventListener("parcel", ({ detail }) => {
  if (detail.kind === "article") openArticle(detail.html);
  if (detail.kind === "copy") copy(detail.text);
  if (detail.kind === "file") save(detail);
  if (detail.kind === "told") tell(detail.text);
});
