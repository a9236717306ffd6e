// Live filters: the wall of pictures follows while filters are ticked.
// Without this script the same form is sent by its buttons.

const form = document.getElementById("search");
const facets = document.getElementById("facets");
const results = document.getElementById("results");
let newest = 0;

const address = () => {
  const asked = new URLSearchParams(new FormData(form));
  if (!asked.get("q")) asked.delete("q");
  return `${form.action}?${asked}`;
};

// Counts change with every tick; what is unfolded, scrolled to or has the keyboard stays.
const renewFilters = (page) => {
  const held = document.activeElement;
  const before = new Map(
    [...facets.querySelectorAll(".filter")].map((filter) => [
      filter.dataset.facet,
      { open: filter.open, top: filter.querySelector(".values").scrollTop },
    ]),
  );
  facets.replaceChildren(...page.getElementById("facets").childNodes);
  for (const filter of facets.querySelectorAll(".filter")) {
    const kept = before.get(filter.dataset.facet);
    if (!kept) continue;
    filter.open = kept.open;
    filter.querySelector(".values").scrollTop = kept.top;
  }
  if (held?.name && !held.isConnected) {
    const value = CSS.escape(held.value);
    form.querySelector(`input[name="${held.name}"][value="${value}"]`)?.focus();
  }
};

// What else tells or carries on the state of the search, outside of list and filters.
const renewRest = (page) => {
  form.querySelector("[data-chosen]").textContent = page.querySelector("[data-chosen]").textContent;
  document.getElementById("pick").replaceChildren(...page.getElementById("pick").childNodes);
  const views = page.querySelectorAll("[data-view]");
  form.querySelectorAll("[data-view]").forEach((link, place) => {
    link.href = views[place].href;
  });
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
  renewRest(page);
  results.classList.remove("busy");
  history.replaceState(null, "", url);
};

form.classList.add("live");
for (const each of form.querySelectorAll(".arranged [data-apply]")) each.hidden = true;
form.addEventListener("change", (event) => {
  if (event.target.type === "checkbox" || event.target.name === "sort") follow();
});
