#!/usr/bin/env bash
# `make lighthouse`: rates home and one release of a running newsroom, as a phone would see them. Needs Node 20 or newer and Chromium.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

command -v npx >/dev/null 2>&1 || stop "Node was not found (Debian: apt install nodejs npm)."
CHROME_PATH="$(command -v chromium || command -v google-chrome || true)"
[ -n "$CHROME_PATH" ] || stop "No Chromium found (Debian: apt install chromium)."
export CHROME_PATH
origin="http://${HOST:-127.0.0.1}:${PORT:-8000}"
flags="--headless=new"
[ "$(id -u)" != 0 ] || flags="$flags --no-sandbox"
mkdir -p "$STATE/lighthouse"
for path in / /berita/; do
    name="$(echo "home$path" | tr -d / | sed 's/^home$/home/; s/^homeberita$/listing/')"
    npx --yes lighthouse@12 "$origin$path" --quiet --chrome-flags="$flags" --output=json --output=html \
        --output-path="$STATE/lighthouse/$name" || stop "Lighthouse could not rate $origin$path."
    "$(find_python)" - "$STATE/lighthouse/$name.report.json" "$path" <<'PY'
import json, sys
with open(sys.argv[1], encoding="utf-8") as report:
    rated = json.load(report)["categories"]
print(sys.argv[2], "  ".join(f"{part['title']} {round((part['score'] or 0) * 100)}" for part in rated.values()))
PY
done
say "Full reports: .state/lighthouse/"
