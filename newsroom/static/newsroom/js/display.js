/* Applies the reader's own choice of colours and text size before the page is drawn. Nothing leaves the device. */

for (const name of ["theme", "size"]) {
  try {
    const value = localStorage.getItem(`display-${name}`);
    if (value) {
      document.documentElement.dataset[name] = value;
    }
  } catch {
    /* Storage is switched off: the page follows the device. */
  }
}
