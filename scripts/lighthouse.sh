#!/usr/bin/env bash
# `make lighthouse`: rates the demo newsroom (made by make run) under production settings, as a phone on a slow line sees it:
# front page, a release, the list and a search. Exit code 1 below the marks. RUNS=3 takes the middle one of three.
# Needs Node 20 or newer, Chromium and Redis. Other work on the machine lowers the figure for performance.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$(dirname "${BASH_SOURCE[0]}")/services.sh"

command -v npx >/dev/null 2>&1 || stop "Node was not found (Debian: apt install nodejs npm)."
command -v redis-server >/dev/null 2>&1 || stop "Redis was not found (Debian: apt install redis-server)."
CHROME_PATH="$(command -v chromium || command -v google-chrome || true)"
[ -n "$CHROME_PATH" ] || stop "No Chromium found (Debian: apt install chromium)."
export CHROME_PATH
database="${RATED_DATABASE:-$ROOT/newsroom.sqlite3}"
media="${MEDIA_ROOT:-$ROOT/media}"
[ -s "$database" ] || stop "There is no demo newsroom yet: run make run once."

prepare_runtime
server=""
cleanup() {
    trap - EXIT INT TERM
    [ -z "$server" ] || { kill -TERM "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true
    stop_services
}
trap cleanup EXIT
trap 'exit 130' INT TERM
make_services_folder
start_redis

port="$(free_port)"
origin="http://127.0.0.1:$port"
mkdir -p "$SERVICES/root/media" "$STATE/lighthouse"
ln -s "$media/images" "$SERVICES/root/media/images"
export DJANGO_SETTINGS_MODULE=bench.rated_settings RATED_ROOT="$SERVICES/root" PYTHONPATH="$ROOT"
export SECRET_KEY ALLOWED_HOSTS=127.0.0.1 SITE_URL=https://127.0.0.1 SECURE_SSL_REDIRECT=false EMAIL_URL=dummymail://
export MEDIA_ROOT="$media" STATIC_ROOT="$SERVICES/static" BIND="127.0.0.1:$port" LOG_LEVEL=WARNING
export DATABASE_URL="sqlite:///$SERVICES/rated.sqlite3"
unset DEBUG TRUSTED_PROXY
SECRET_KEY="$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')"
log="$STATE/lighthouse.log"
# A copy without the demo accounts' password, with which no production process would start.
.venv/bin/python - "$database" "$SERVICES/rated.sqlite3" <<'PY'
import sqlite3, sys
source, copy = (sqlite3.connect(path) for path in sys.argv[1:])
source.backup(copy)
copy.execute("UPDATE users_user SET password = '!'")
copy.commit()
PY
.venv/bin/python manage.py migrate --noinput >"$log" 2>&1 || stop "'manage.py migrate' failed (details: .state/lighthouse.log)."
# What the worker had not come to: a picture that a page has to make first would be rated, and not the page.
.venv/bin/python manage.py db_worker --batch >>"$log" 2>&1 || stop "The waiting tasks failed (details: .state/lighthouse.log)."
.venv/bin/python manage.py collectstatic --noinput >>"$log" 2>&1 || stop "'manage.py collectstatic' failed (details: .state/lighthouse.log)."
.venv/bin/gunicorn --config deploy/gunicorn.conf.py newsroom.wsgi >>"$log" 2>&1 &
server=$!
paths="$(.venv/bin/python scripts/lighthouse.py paths "$origin")" || stop "The newsroom did not answer (details: .state/lighthouse.log)."

flags="--headless=new --disable-quic --disable-background-networking --disable-component-update --disable-sync"
[ "$(id -u)" != 0 ] || flags="$flags --no-sandbox"
while read -r name path; do
    for run in $(seq "${RUNS:-1}"); do
        npx --yes lighthouse@12 "$origin$path" --quiet --chrome-flags="$flags" --output=json --output=html \
            --output-path="$STATE/lighthouse/$name-$run" >>"$log" 2>&1 || stop "Lighthouse could not rate $origin$path (details: .state/lighthouse.log)."
    done
    say "Rated $name ($path)"
done <<<"$paths"
say "Full reports: .state/lighthouse/"
.venv/bin/python scripts/lighthouse.py marks "$STATE/lighthouse" "${RUNS:-1}"
