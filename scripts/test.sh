#!/usr/bin/env bash
# `make test`: unit tests on SQLite, everything on PostgreSQL, the journeys in Chromium. `test.sh full` runs everything on both databases.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$(dirname "${BASH_SOURCE[0]}")/services.sh"

size="${1:-quick}"
export DJANGO_SETTINGS_MODULE=newsroom.settings.test
unset DATABASE_URL REDIS_URL SECRET_KEY ALLOWED_HOSTS SITE_URL EMAIL_URL MEDIA_ROOT DEBUG

prepare_development
install_missing_packages
trap stop_services EXIT
trap 'exit 130' INT TERM

pytest() { "$ROOT/.venv/bin/python" -m pytest -q "$@"; }
failed=""

say "== SQLite: unit and integration tests"
pytest -n 2 -m "not browser and not postgres" || failed="$failed SQLite"

if [ "$size" = full ]; then
    say "== SQLite: browser journeys"
    pytest -m browser || failed="$failed SQLite-browser"
fi

start_services
say "== PostgreSQL and Redis: unit and integration tests"
pytest -n 2 -m "not browser" || failed="$failed PostgreSQL"

say "== PostgreSQL and Redis: browser journeys"
pytest -m browser || failed="$failed browser"

if [ -n "$failed" ]; then
    stop "Tests failed:$failed"
fi
