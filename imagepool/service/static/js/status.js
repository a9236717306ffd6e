// The page of an upload follows its pictures; without this script it reloads itself.

const follow = async () => {
  const status = document.getElementById("status");
  if (!("waiting" in status.dataset)) return;
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("status");
    if (fresh && fresh.innerHTML !== status.innerHTML) status.replaceWith(fresh);
  }
  setTimeout(follow, 2000);
};

setTimeout(follow, 2000);
