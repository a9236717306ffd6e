// Live decision: "may I?" is answered while the questions are being answered.
// Without this script the form's own button asks.

const form = document.getElementById("download");
const decision = document.getElementById("decision");
let newest = 0;

const decide = async () => {
  const mine = ++newest;
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Part": "decision" },
  }).catch(() => null);
  if (mine !== newest || !answer?.ok) return;
  decision.innerHTML = await answer.text();
};

for (const each of form.querySelectorAll("[data-apply]")) each.hidden = true;
form.addEventListener("change", (event) => {
  if (event.target.name !== "accepted" && event.target.name !== "recipient") decide();
});
