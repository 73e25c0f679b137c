// HTML with ordinary form controls. What happens in them goes to Python as {action, values, count};
// Python answers by setting `parts` ({name: HTML}, shown in the element with that data-part) and `done`.
// A control with data-action reports when it's clicked (buttons) or changed (all others);
// Enter in a text field presses the button that its data-enter names. A button with data-pause reports that
// many seconds after its click, unless it's clicked again; one with data-goto goes to such a place on the page.
// Buttons with data-step-to show the rows with data-step of a data-race one after another.

// JupyterLab's shortcuts match the focused element itself, so `x` on a radio button would cut the cell.
// Only the focused element can say that its keys are its own.
const keepKeys = (event) => event.target.setAttribute("data-lm-suppress-shortcuts", "true");

function valuesIn(root) {
  const values = {};
  for (const control of root.querySelectorAll("[name]")) {
    const name = control.dataset.name ?? control.name;
    if (control.type === "radio") {
      values[name] ??= null;
      if (control.checked) values[name] = control.value;
    } else if (control.type === "checkbox") {
      values[name] ??= [];
      if (control.checked) values[name].push(control.value);
    } else {
      values[name] = control.value;
    }
  }
  return values;
}

// Two views of one widget, or two widgets, must not share a group of radio buttons
function nameApart(root, own) {
  for (const control of root.querySelectorAll("[name]:not([data-name])")) {
    control.dataset.name = control.name;
    control.name = `${control.name}-${own}`;
  }
}

function showParts(root, own, before, after) {
  for (const [name, html] of Object.entries(after)) {
    const part = root.querySelector(`[data-part="${name}"]`);
    if (!part || before[name] === html) continue;
    const { action } = part.contains(document.activeElement) ? document.activeElement.dataset : {};
    const focused = part.contains(document.activeElement);
    part.innerHTML = html;
    nameApart(part, own);
    const same = action && part.querySelector(`[data-action="${action}"]`);
    if (focused) (same || part.querySelector("button, input, select"))?.focus();
  }
}

// Count down on the button itself; a second click stops that
function pause(button, then) {
  const text = button.dataset.text ?? button.textContent;
  if (button.dataset.timer) {
    clearTimeout(button.dataset.timer);
    delete button.dataset.timer;
    button.textContent = text;
    return;
  }
  button.dataset.text = text;
  const count = (left) => {
    if (!button.isConnected) return;
    if (!left) return then();
    button.textContent = `${text} in ${left} s (click to keep trying)`;
    button.dataset.timer = setTimeout(count, 1000, left - 1);
  };
  count(Number(button.dataset.pause));
}

// Put the heading, or the words in bold, that begin with these words at the top of the page
function goTo(el, words) {
  const page = el.closest(".jp-Notebook") ?? document;
  const places = [...page.querySelectorAll("h1, h2, h3, h4, strong")];
  places.find((one) => one.textContent.trim().startsWith(words))?.scrollIntoView({ block: "start" });
}

function stepTo(button) {
  const race = button.closest("[data-race]");
  const rows = [...race.querySelectorAll("[data-step]")];
  const at = Number(race.dataset.race || rows.length);
  const places = { first: 1, back: Math.max(1, at - 1), next: Math.min(rows.length, at + 1), all: rows.length };
  const now = places[button.dataset.stepTo];
  const stepping = button.dataset.stepTo !== "all";
  race.dataset.race = stepping ? now : "";
  rows.forEach((row, index) => {
    row.classList.toggle("redis-measured-later", stepping && index >= now);
    row.classList.toggle("redis-measured-now", stepping && index === now - 1);
  });
  const enabled = { first: true, back: stepping && now > 1, next: stepping && now < rows.length, all: stepping };
  for (const one of race.querySelectorAll("[data-step-to]")) one.disabled = !enabled[one.dataset.stepTo];
  race.querySelector("[role=status]").textContent = stepping ? `Step ${now} of ${rows.length}` : "";
  if (button.disabled || button.dataset.stepTo === "first") {
    const next = race.querySelector("[data-step-to=next]:enabled");
    (next ?? race.querySelector("[data-step-to=first]")).focus();
  }
}

function render({ model, el }) {
  let count = 0;
  el.classList.add("redis-measured-interactive");
  el.innerHTML = model.get("html");
  const own = Math.random().toString(36).slice(2);
  nameApart(el, own);
  let parts = model.get("parts");
  showParts(el, own, {}, parts);
  el.addEventListener("focusin", keepKeys);

  el.dataset.waiting = model.get("waiting");
  // One event at a time: a slider that is dragged reports its latest place once the last one has been drawn
  const waiting = new Set();
  const isWorking = () => model.get("done") < count;
  const report = (action) => {
    count = Math.max(count, model.get("done")) + 1;
    model.send({ action, values: valuesIn(el), count });
    el.classList.add("redis-measured-working");
  };
  const reportWhenDone = (action) => {
    if (isWorking()) waiting.add(action);
    else report(action);
  };
  el.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const { action, goto, pause: seconds } = button?.dataset ?? {};
    if (button?.dataset.stepTo) stepTo(button);
    else if (goto) goTo(el, goto);
    else if (seconds) pause(button, () => reportWhenDone(action));
    else if (action) reportWhenDone(action);
  });
  el.addEventListener("input", (event) => {
    const control = event.target;
    if (control.type === "range") {
      const labels = control.dataset.labels?.split("|");
      control.closest("label").querySelector("output").value = labels ? labels[control.value] : control.value;
    }
    if (control.dataset.action) reportWhenDone(control.dataset.action);
  });
  el.addEventListener("keydown", (event) => {
    const { enter } = event.target.dataset;
    if (event.key === "Enter" && enter) reportWhenDone(enter);
  });
  model.on("change:parts", () => {
    const before = parts;
    parts = model.get("parts");
    showParts(el, own, before, parts);
  });
  model.on("change:done", () => {
    if (isWorking()) return;
    el.classList.remove("redis-measured-working");
    for (const action of waiting) {
      waiting.delete(action);
      return report(action);
    }
  });
}

export default { render };
