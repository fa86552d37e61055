/* Tells the newsroom that an article was read: once a tab and article, and only when somebody sees it. */

const address = document.querySelector('meta[name="count-view"]').content;

function wasCounted() {
  try {
    if (sessionStorage.getItem(address)) {
      return true;
    }
    sessionStorage.setItem(address, "1");
  } catch {
    /* Storage is switched off: a reload counts again. */
  }
  return false;
}

function countOnceSeen() {
  if (document.visibilityState !== "visible") {
    return;
  }
  document.removeEventListener("visibilitychange", countOnceSeen);
  if (!wasCounted()) {
    navigator.sendBeacon(address);
  }
}

document.addEventListener("visibilitychange", countOnceSeen);
countOnceSeen();
