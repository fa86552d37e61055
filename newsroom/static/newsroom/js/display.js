/* Applies the reader's own choice of colours and text size before the page is drawn. Nothing leaves the device. */

export const choices = ["theme", "size"];

export function remembered(name) {
  try {
    return localStorage.getItem(`display-${name}`) ?? "";
  } catch {
    return "";
  }
}

export function apply(name, value) {
  if (value) {
    document.documentElement.dataset[name] = value;
  } else {
    delete document.documentElement.dataset[name];
  }
}

for (const name of choices) {
  apply(name, remembered(name));
}
