// Warns before an idle session ends, and lets people sign in again without losing the text on the page.
// The server keeps the clock; this script asks it, reports typing and clicking, and holds back forms
// that would be sent into an ended session.

const data = JSON.parse(document.getElementById("newsroom-session").textContent);
const { words } = data;

// Activity is reported at most this often, in seconds.
const reportInterval = 45;
// A form is sent without asking first when the session was seen alive this recently, in seconds.
const trusted = 5;
// How often a page with an open dialogue asks whether somebody signed in elsewhere, in seconds.
const pollInterval = 3;

let owner = null;
let endsAt = Infinity;
let checkedAt = 0;
let reportedAt = 0;
let timer = 0;
let dialog = null;
let state = "active";

const now = () => Date.now() / 1000;
const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? token;
let token = "";

async function ask(method) {
  const headers = { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
  if (method === "POST") headers["X-CSRFToken"] = token || csrf();
  const response = await fetch(data.statusUrl, { method, headers, credentials: "same-origin", cache: "no-store" });
  if (response.status === 403 && method === "POST") {
    // The token is of an earlier session; the answer to a GET says what became of it.
    return ask("GET");
  }
  if (!response.ok) throw new Error(response.statusText);
  const answer = await response.json();
  checkedAt = now();
  endsAt = answer.user === null ? 0 : checkedAt + answer.seconds;
  if (owner === null) owner = answer.user;
  if (answer.token && answer.user === owner) renewToken(answer.token);
  return answer;
}

// Signing in again changes the token; forms that stayed open need the new one.
function renewToken(fresh) {
  token = fresh;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh;
  if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = fresh;
}

async function check(method = "GET") {
  clearTimeout(timer);
  let answer = null;
  try {
    answer = await ask(method);
  } catch {
    if (state === "ended") say(words.unreachable);
    timer = setTimeout(check, pollInterval * 1000);
    return false;
  }
  if (answer.user === owner && answer.seconds > data.warningSeconds) {
    close();
  } else if (answer.user === owner && answer.seconds > 0) {
    warn(answer.final);
  } else {
    ended(answer.user !== null);
  }
  plan();
  return answer.user === owner && answer.seconds > 0;
}

function plan() {
  clearTimeout(timer);
  const left = endsAt - now();
  const wait = state === "active" ? Math.max(left - data.warningSeconds, 1) : pollInterval;
  // Longer timers than a day overflow; a sleeping computer is caught by the events below.
  timer = setTimeout(check, Math.min(wait, 3600) * 1000);
}

function build() {
  if (dialog) return;
  dialog = document.createElement("dialog");
  dialog.className = "session-dialog";
  dialog.setAttribute("aria-labelledby", "session-dialog-title");
  dialog.innerHTML = '<h2 id="session-dialog-title"></h2><p role="status"></p><div></div>';
  // Escape must not hide that the session is over.
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (state === "warning") dialog.querySelector("button").click();
  });
  document.body.append(dialog);
}

function show(title, action) {
  build();
  dialog.querySelector("h2").textContent = title;
  const place = dialog.querySelector("div");
  place.replaceChildren(action);
  if (!dialog.open) dialog.showModal();
  action.focus();
}

function say(text) {
  const line = dialog?.querySelector("p");
  if (line && line.textContent !== text) line.textContent = text;
}

let countdown = 0;

// `final`: the longest time is up, whatever people do; they may go on until then.
function warn(final) {
  if (state === "warning") return;
  state = "warning";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = final ? words.understood : words.stay;
  button.addEventListener("click", () => (final ? dialog.close() : check("POST")));
  show(final ? words.endingTitle : words.warningTitle, button);
  const text = final ? words.finalText : words.warningText;
  const tick = () => say(text.replace("%(seconds)s", Math.max(0, Math.round(endsAt - now()))));
  tick();
  countdown = setInterval(tick, 5000);
}

function ended(byOther) {
  if (state !== "ended") {
    clearInterval(countdown);
    state = "ended";
    const link = document.createElement("a");
    link.className = "button";
    link.href = data.signInUrl;
    link.target = "_blank";
    link.rel = "opener";
    link.textContent = words.signIn;
    show(words.endedTitle, link);
  }
  say(byOther ? words.otherUser : words.endedText);
}

function close() {
  clearInterval(countdown);
  state = "active";
  dialog?.close();
}

// Typing and clicking are activity; what the page sends by itself is not.
function report() {
  if (state === "active" && now() - reportedAt > Math.min(reportInterval, data.warningSeconds / 2)) {
    reportedAt = now();
    check("POST");
  }
}

for (const kind of ["keydown", "pointerdown", "input"]) {
  document.addEventListener(kind, report, { capture: true, passive: true });
}

// A computer that slept, or a tab that was away: look at once.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) check();
});
window.addEventListener("focus", () => {
  if (now() - checkedAt > trusted || state !== "active") check();
});

// A form sent into an ended session would be lost on the way to the sign-in page: ask first.
const passed = new WeakSet();
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (form.method !== "post" || now() - checkedAt < trusted) return;
    if (passed.delete(form)) return;
    const { submitter } = event;
    event.preventDefault();
    event.stopImmediatePropagation();
    check("POST").then((alive) => {
      if (!alive) return;
      passed.add(form);
      // The admin disables a button that was pressed; a disabled one would not say which it was.
      const pressed = submitter?.disabled ? submitter : null;
      if (pressed) pressed.disabled = false;
      form.requestSubmit(submitter);
      if (pressed) pressed.disabled = true;
      passed.delete(form);
    });
  },
  { capture: true },
);

check();
