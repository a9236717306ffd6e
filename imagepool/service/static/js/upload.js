// Drag and drop, and one picture after the other with its progress.
// Without this script the form sends all pictures at once.

const form = document.getElementById("upload");
const input = document.getElementById("files");
const list = document.getElementById("chosen");
const drop = document.getElementById("drop");
const button = form.querySelector("button[data-busy]");
const waiting = new Map(); // file -> its row
let status = "";

const rowOf = (file) => {
  const row = document.createElement("li");
  const name = document.createElement("span");
  name.className = "name";
  name.textContent = file.name;
  const size = document.createElement("span");
  size.className = "small muted number";
  size.textContent = `${(file.size / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
  row.append(name, size);
  return row;
};

const choose = (files) => {
  for (const file of files) {
    const row = rowOf(file);
    waiting.set(file, row);
    list.append(row);
  }
  list.hidden = !list.childElementCount;
  input.required = waiting.size === 0;
  input.value = "";
};

const say = (row, words) => {
  row.lastElementChild.textContent = words;
};

const send = (file, row) =>
  new Promise((resolve) => {
    const body = new FormData(form);
    body.delete("files");
    body.append("files", file);
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    row.append(bar);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      bar.remove();
      const sent = request.status === 201;
      if (sent) {
        waiting.delete(file);
        status = JSON.parse(request.responseText).status;
      }
      say(row, sent ? form.dataset.sent : form.dataset.failed);
      resolve();
    });
    request.send(body);
  });

form.querySelector("[data-enhanced]").hidden = false;
input.addEventListener("change", () => choose(input.files));
for (const kind of ["dragenter", "dragover"])
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
for (const kind of ["dragleave", "drop"])
  drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  choose(event.dataTransfer.files);
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!waiting.size) return;
  const words = button.querySelector("span");
  const before = words.textContent;
  button.disabled = true;
  words.textContent = button.dataset.busy;
  for (const [file, row] of [...waiting]) await send(file, row);
  if (status && !waiting.size) return location.assign(status);
  button.disabled = false; // what failed is still in the list, to be tried again
  words.textContent = before;
});
