#!/usr/bin/env bash
# `make demo-reset`: throws away the local database and its uploads, then makes the demo newsroom again.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$(dirname "${BASH_SOURCE[0]}")/newsroom.sh"

export DJANGO_SETTINGS_MODULE=newsroom.settings.development
unset DATABASE_URL REDIS_URL MEDIA_ROOT

if [ -e "$STATE/run.pid" ] && kill -0 "$(cat "$STATE/run.pid")" 2>/dev/null; then
    stop "The newsroom is running: stop 'make run' first (Ctrl-C)."
fi

prepare_runtime
rm -f "$DATABASE_FILE" "$DATABASE_FILE-wal" "$DATABASE_FILE-shm"
find "$ROOT/media" -mindepth 1 ! -name .gitkeep -delete
prepare_newsroom
say "The demo newsroom is as new. Start it with: make run"
