// Live filters: the wall of pictures follows while filters are ticked.
// Without this script the same form is sent by its buttons.

const form = document.getElementById("search");
const results = document.getElementById("results");
let newest = 0;

const address = () => {
  const asked = new URLSearchParams(new FormData(form));
  if (!asked.get("q")) asked.delete("q");
  return `${form.action}?${asked}`;
};

const hideButtons = () => {
  for (const each of form.querySelectorAll("[data-apply]")) each.hidden = true;
};

// Counts change with every tick; what is open and what has the keyboard stays.
const renewFilters = (page) => {
  const held = document.activeElement;
  for (const filter of form.querySelectorAll(".filter")) {
    const fresh = page.querySelector(`.filter[data-facet="${filter.dataset.facet}"]`);
    if (fresh) filter.replaceChildren(...fresh.childNodes);
  }
  if (held?.name && !held.isConnected) {
    const value = CSS.escape(held.value);
    form.querySelector(`input[name="${held.name}"][value="${value}"]`)?.focus();
  }
  hideButtons();
};

const follow = async () => {
  const mine = ++newest;
  const url = address();
  results.classList.add("busy");
  const answer = await fetch(url).catch(() => null);
  if (mine !== newest) return;
  if (!answer?.ok) return form.submit();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  results.replaceChildren(...page.getElementById("results").childNodes);
  renewFilters(page);
  results.classList.remove("busy");
  history.replaceState(null, "", url);
};

// One menu at a time, closed by Escape or by a click beside it.
const closeMenus = (except) => {
  for (const filter of form.querySelectorAll(".filter[open]"))
    if (filter !== except) filter.open = false;
};

hideButtons();
form.addEventListener("change", (event) => {
  if (event.target.type === "checkbox") follow();
});
document.addEventListener("click", (event) => closeMenus(event.target.closest(".filter")));
document.addEventListener("keydown", (event) => {
  const open = form.querySelector(".filter[open]");
  if (event.key !== "Escape" || !open) return;
  closeMenus();
  open.querySelector("summary").focus();
});
