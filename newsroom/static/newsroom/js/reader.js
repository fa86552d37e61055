/* What a reader can do on a page beyond reading it; every page is whole without this file. */

/* The choices that display.js applies on every page: no choice is the empty one. */
function offerDisplayChoices(form) {
  const root = document.documentElement;
  for (const name of ["theme", "size"]) {
    const chosen = form.querySelector(`input[name="${name}"][value="${root.dataset[name] ?? ""}"]`);
    if (chosen) {
      chosen.checked = true;
    }
  }
  form.addEventListener("change", ({ target: { name, value } }) => {
    if (value) {
      root.dataset[name] = value;
    } else {
      delete root.dataset[name];
    }
    try {
      localStorage.setItem(`display-${name}`, value);
    } catch {
      /* Storage is switched off: the choice holds for this page. */
    }
  });
  form.hidden = false;
  form.parentElement.querySelector("[data-display-plain]").hidden = true;
}

function offerCopy(button) {
  const label = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = label;
    }, 2500);
  });
}

/* Offered only where the device has a voice for the language of the page; the text never leaves the device. */
function offerReadingAloud(button) {
  const voices = window.speechSynthesis;
  const label = button.textContent;
  const language = document.documentElement.lang;

  const voice = () => voices.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(language));
  const show = () => {
    button.hidden = !voice();
  };
  const stop = () => {
    voices.cancel();
    button.textContent = label;
  };

  button.addEventListener("click", () => {
    if (button.textContent !== label) {
      stop();
      return;
    }
    const passages = document.querySelectorAll(
      ".article-head h1, .article-lead, .article-text :is(p, h2, h3, li, blockquote)",
    );
    const texts = [...passages].filter((passage) => !passage.querySelector("p")).map(({ textContent }) => textContent);
    texts.forEach((text, index) => {
      const speech = new SpeechSynthesisUtterance(text);
      speech.voice = voice();
      speech.lang = speech.voice.lang;
      if (index === texts.length - 1) {
        speech.addEventListener("end", stop);
      }
      voices.speak(speech);
    });
    button.textContent = button.dataset.stop;
  });
  voices.addEventListener?.("voiceschanged", show);
  window.addEventListener("pagehide", stop);
  show();
}

function closeOutside(details) {
  document.addEventListener("click", ({ target }) => {
    if (!details.contains(target)) {
      details.open = false;
    }
  });
  details.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") {
      details.open = false;
      details.querySelector("summary").focus();
    }
  });
}

function focusSearchOnSlash(event) {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const fields = [...document.querySelectorAll('[data-focus-key="/"]')];
  const field = fields.find((candidate) => candidate.checkVisibility?.() ?? candidate.offsetParent !== null);
  if (field) {
    event.preventDefault();
    field.focus();
  }
}

function showCurrentChannel(link) {
  const row = link.closest("ul");
  row.scrollLeft = Math.max(0, link.offsetLeft - row.offsetLeft - row.clientWidth / 3);
}

document.querySelectorAll(".channels [aria-current]").forEach(showCurrentChannel);
document.querySelectorAll("form[data-display]").forEach(offerDisplayChoices);
document.querySelectorAll("details.display").forEach(closeOutside);
if (navigator.clipboard) {
  document.querySelectorAll("[data-copy]").forEach(offerCopy);
}
if (window.speechSynthesis) {
  document.querySelectorAll("[data-read-aloud]").forEach(offerReadingAloud);
}
document.addEventListener("keydown", focusSearchOnSlash);
