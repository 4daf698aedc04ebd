// Runs once, as `js_on_load` of the list: its buttons are redrawn with each page, so the listener sits on the list.

element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-page], button[data-remove]");
  if (!button || button.disabled) return;
  if (button.dataset.page) {
    trigger("select", { page: Number(button.dataset.page) });
    element.scrollIntoView({ block: "start" });
  } else {
    trigger("submit", { article: button.dataset.remove });
  }
});
