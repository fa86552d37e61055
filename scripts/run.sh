#!/usr/bin/env bash
# `make run`: the demo newsroom on this machine, with its worker and clock beside it. PORT, HOST and RELOAD=1 may be set.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$(dirname "${BASH_SOURCE[0]}")/newsroom.sh"

HOST="${HOST:-127.0.0.1}"
PORT="${PORT:-8000}"
export DJANGO_SETTINGS_MODULE=newsroom.settings.development
unset DATABASE_URL REDIS_URL

case "$PORT" in
'' | *[!0-9]*) stop "PORT is '$PORT'; expected a number between 1 and 65535." ;;
esac
if [ "$PORT" -lt 1 ] || [ "$PORT" -gt 65535 ]; then
    stop "PORT is '$PORT'; expected a number between 1 and 65535."
fi

python="$(find_python)"
"$python" - "$HOST" "$PORT" <<'PY' || exit 1
import errno, socket, sys
host, port = sys.argv[1], int(sys.argv[2])
try:
    family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, proto) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
except OSError as error:
    reasons = {
        errno.EADDRINUSE: f"Port {port} on {host} is in use: stop what uses it, or choose another with PORT={port + 1}.",
        errno.EACCES: f"Port {port} may not be used by this account: choose one above 1023, for instance PORT=8000.",
    }
    sys.exit("Error: " + reasons.get(error.errno, f"{host}:{port} cannot be listened on: {error.strerror or error}."))
PY

prepare_runtime
export SITE_URL="${SITE_URL:-http://$HOST:$PORT}"
case "$HOST" in
localhost | 127.0.0.1 | 0.0.0.0 | ::1 | ::) ;;
*) export ALLOWED_HOSTS="${ALLOWED_HOSTS:-localhost,127.0.0.1,$HOST}" ;;
esac
prepare_newsroom

# Each process leads a group of its own, so that its children (the code reloader) stop with it.
set -m
web="" worker="" clock=""
stop_processes() {
    trap - EXIT INT TERM
    for group in $web $worker $clock; do
        kill -TERM -- "-$group" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -f "$STATE/run.pid"
}
trap stop_processes EXIT
trap 'say ""; say "Stopped."; exit 0' INT TERM
echo "$$" >"$STATE/run.pid"

case "$HOST" in *:*) shown="[$HOST]" ;; 0.0.0.0) shown=127.0.0.1 ;; *) shown="$HOST" ;; esac
case "$HOST" in *:*) listen="[$HOST]:$PORT" ;; *) listen="$HOST:$PORT" ;; esac
# RELOAD=1 restarts the web process when code changes; it starts slower, and the worker keeps its code.
reload=--noreload
[ "${RELOAD:-}" != 1 ] || reload=""
# shellcheck disable=SC2086
.venv/bin/python manage.py runserver $reload "$listen" >"$STATE/web.log" 2>&1 </dev/null &
web=$!

"$python" - "$HOST" "$PORT" "$web" <<'PY' || { tail -n 5 "$STATE/web.log" >&2; stop "The web process did not start (details: .state/web.log)."; }
import os, socket, sys, time
host, port, pid = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
deadline = time.monotonic() + 60
while time.monotonic() < deadline:
    try:
        socket.create_connection((host, port), timeout=1).close()
        sys.exit(0)
    except OSError:
        time.sleep(0.1)
    try:
        os.kill(pid, 0)
    except OSError:
        break
sys.exit(1)
PY

# These come second, so that the pages are there sooner: tasks (search index, references), and the clock of the desk.
.venv/bin/python manage.py db_worker --no-reload --interval 2 >"$STATE/worker.log" 2>&1 </dev/null &
worker=$!
.venv/bin/python manage.py run_desk >"$STATE/clock.log" 2>&1 </dev/null &
clock=$!

cat <<TEXT

  The newsroom is ready.

    Readers   http://$shown:$PORT/
    Desk      http://$shown:$PORT/redaksi/

  Demo accounts (password: newsroom-demo)

    wartawan    press officer, initials her      redaktur    editor, initials s
    wartawan2   press officer                    redaktur2   editor
    kontributor contributor of one agency        pemred      managing editor
    arsip       records officer                  admin       administrator

  Mail is written to .state/web.log. Ctrl-C stops the newsroom; the data stay. Start over with: make demo-reset

TEXT

# They live and die together.
wait -n "$web" "$worker" "$clock" || true
stop "A process ended by itself (details: web.log, worker.log and clock.log in .state)."
