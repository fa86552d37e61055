// Under a time field with data-announce: says in words when the release goes out.
// The field means the newsroom's zone (WIB), wherever the browser is; the server checks again.

const ZONE = "Asia/Jakarta";
const OFFSET = "+07:00";

function sentence(value) {
  const moment = new Date(`${value.slice(0, 16)}:00${OFFSET}`);
  if (Number.isNaN(moment.getTime())) return "";
  const language = document.documentElement.lang || "id";
  const words = new Intl.DateTimeFormat(language, { timeZone: ZONE, dateStyle: "full", timeStyle: "short" });
  const hours = (moment - Date.now()) / 3_600_000;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const wait = Math.abs(hours) < 48 ? relative.format(Math.round(hours), "hour") : relative.format(Math.round(hours / 24), "day");
  return `${words.format(moment)} WIB (${wait})`;
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-announce]")) return;
  let output = field.parentElement.querySelector("output.newsroom-announcement");
  if (!output) {
    output = document.createElement("output");
    output.className = "newsroom-announcement";
    field.insertAdjacentElement("afterend", output);
  }
  output.textContent = field.value ? sentence(field.value) : "";
});
