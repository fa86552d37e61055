// Counts the characters of fields with data-counter and says when the limit is passed.
// Works on fields that the editor adds later, too; without it the server still checks.

const outputs = new WeakMap();

function outputFor(field) {
  if (!outputs.has(field)) {
    const output = document.createElement("output");
    output.className = "help newsroom-counter";
    output.setAttribute("aria-live", "polite");
    field.insertAdjacentElement("afterend", output);
    outputs.set(field, output);
  }
  return outputs.get(field);
}

function count(field) {
  const limit = Number(field.dataset.counter);
  const length = [...field.value.trim()].length;
  const output = outputFor(field);
  output.textContent = `${length} / ${limit}`;
  output.classList.toggle("newsroom-counter--over", length > limit);
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-counter]")) count(event.target);
});
document.querySelectorAll("[data-counter]").forEach(count);
