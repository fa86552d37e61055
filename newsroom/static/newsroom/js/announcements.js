/* Keeps the emergency information of an open page as it is now: asks for it while somebody looks, and only then.
   A page from a cache, or one left open, is right within ten seconds. */

const box = document.querySelector("[data-announcements]");
const EVERY = 7000;
const AT_MOST = 60000;

let wait = EVERY;
let timer;
let shown = parsed(box.innerHTML).innerHTML.trim();

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template;
}

function show(html) {
  const template = parsed(html);
  const text = template.innerHTML.trim();
  if (text === shown) {
    return;
  }
  shown = text;
  /* Before it is filled, so that it is read out as what it is. */
  box.setAttribute("role", template.content.querySelector(".is-emergency") ? "alert" : "status");
  box.replaceChildren(template.content);
  box.classList.toggle("is-new", text !== "");
  box.querySelector(".announcement-close")?.removeAttribute("hidden");
}

async function ask() {
  clearTimeout(timer);
  if (document.hidden) {
    return;
  }
  try {
    const answer = await fetch(box.dataset.announcements, { credentials: "omit", signal: AbortSignal.timeout(5000) });
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    show(await answer.text());
    wait = EVERY;
  } catch {
    wait = Math.min(wait * 2, AT_MOST);
  }
  clearTimeout(timer);
  timer = setTimeout(ask, wait);
}

/* What came while the page was open stays in sight until the reader puts it back to the top. */
box.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) {
    box.classList.remove("is-new");
    event.target.closest(".announcement-close").hidden = true;
  }
});
document.addEventListener("visibilitychange", ask);
ask();
