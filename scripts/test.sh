#!/usr/bin/env bash
# `make test`: unit tests on SQLite, all that uses the database on PostgreSQL, the journeys in Chromium. `test.sh full` runs what that leaves
# out: the journeys on SQLite, the rest on PostgreSQL, and the repeating tests at their full number (tests/sizes.py).
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$(dirname "${BASH_SOURCE[0]}")/services.sh"

size="${1:-quick}"
export DJANGO_SETTINGS_MODULE=newsroom.settings.test
unset DATABASE_URL REDIS_URL SECRET_KEY ALLOWED_HOSTS SITE_URL EMAIL_URL MEDIA_ROOT DEBUG

if [ "$size" = full ]; then
    export TEST_SIZE=full
else
    unset TEST_SIZE
fi

prepare_development
install_missing_packages
trap stop_services EXIT
trap 'exit 130' INT TERM

pytest() { "$ROOT/.venv/bin/python" -m pytest -q "$@"; }
failed=""

if [ "$size" = full ]; then
    say "== SQLite: browser journeys, what is repeated, and servers in front"
    pytest -n 2 -m "browser or full or (repeats and not postgres)" || failed="$failed SQLite-full"
else
    say "== SQLite: unit and integration tests"
    pytest -n 2 -m "not browser and not postgres" || failed="$failed SQLite"
fi

start_services
say "== PostgreSQL and Redis: integration tests"
TEST_DATABASE_TEMPLATE=newsroom_template
.venv/bin/python - <<'PY'
import os, psycopg2
connection = psycopg2.connect(os.environ["DATABASE_URL"])
connection.autocommit = True
connection.cursor().execute("CREATE DATABASE newsroom_template")
PY
DATABASE_URL="${DATABASE_URL%/*}/$TEST_DATABASE_TEMPLATE" .venv/bin/python manage.py migrate --noinput >"$STATE/migrate.log" 2>&1 ||
    stop "The database for the tests could not be made (details: .state/migrate.log)."
export TEST_DATABASE_TEMPLATE
if [ "$size" = full ]; then
    pytest -n 2 -m "not browser and not full and (one_database or repeats)" || failed="$failed PostgreSQL-full"
else
    pytest -n 2 -m "not browser and not one_database" || failed="$failed PostgreSQL"
    say "== PostgreSQL and Redis: browser journeys"
    pytest -n 2 -m browser || failed="$failed browser"
fi

if [ -n "$failed" ]; then
    stop "Tests failed:$failed"
fi
