// HTML with ordinary form controls. What happens in them goes to Python as {action, values, count};
// Python answers by setting `parts` ({name: HTML}, shown in the element with that data-part) and `done`.
// A control with data-action reports when it's clicked (buttons) or changed (all others);
// Enter in a text field presses the button that its data-enter names.

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
    const focused = part.contains(document.activeElement);
    part.innerHTML = html;
    nameApart(part, own);
    if (focused) part.querySelector("button, input, select")?.focus();
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
    const button = event.target.closest("button[data-action]");
    if (button) reportWhenDone(button.dataset.action);
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
