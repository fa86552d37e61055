// One save at a time: a submission waits for the autosave under way, and no autosave starts once the
// submission is sent. Otherwise a quick "submit" on a new page and the autosave that creates it
// would each store the release.
// And the form always names the version it stands on: after an autosave that is the autosaved one. A
// form that still named the version before would be told that somebody else had changed the text.

const EDITOR = "#page-edit-form";
let isSaving = false;
let isLeaving = false;
let held = null;

function standOn(form, { revision_id: key, revision_created_at: createdAt }) {
  const [keyField, createdAtField] = ["loaded_revision_id", "loaded_revision_created_at"].map((name) =>
    form.elements.namedItem(name),
  );
  if (!key || !keyField || !createdAtField) return;
  keyField.value = key;
  createdAtField.value = createdAt;
}

function release() {
  isSaving = false;
  // The autosave sets the form's new address before it reports success.
  if (held) requestAnimationFrame(() => held?.form.requestSubmit());
}

function addField(form, name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
}

document.addEventListener("w-autosave:save", (event) => {
  if (isLeaving) event.preventDefault();
  else if (!event.defaultPrevented) isSaving = true;
});
document.addEventListener("w-autosave:success", ({ target, detail }) => {
  if (target.matches(EDITOR)) standOn(target, detail.data);
  release();
});
document.addEventListener("w-autosave:error", release);

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches(EDITOR)) return;
    if (isSaving) {
      event.preventDefault();
      event.stopImmediatePropagation();
      held ??= { form: event.target, name: event.submitter?.name, value: event.submitter?.value ?? "" };
      return;
    }
    // Only now: an autosave in between must not carry the button's name.
    if (held?.name) addField(held.form, held.name, held.value);
    held = null;
    isLeaving = true;
  },
  { capture: true },
);

// Back by the browser's history: the form is in use again.
window.addEventListener("pageshow", () => {
  isLeaving = false;
});
