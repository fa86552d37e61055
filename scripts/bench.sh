#!/usr/bin/env bash
# `make bench N=1000`: gunicorn, PostgreSQL and Redis as in production, N generated articles, then figures as a table.
# `bench.sh clock` (`make bench-clock`): scheduled releases and the production worker instead; how late each becomes public.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$(dirname "${BASH_SOURCE[0]}")/services.sh"

articles="${N:-1000}"
server=""
prepare_runtime
install_missing_packages
cleanup() {
    trap - EXIT INT TERM
    [ -z "$server" ] || { kill -TERM "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true
    stop_services
}
trap cleanup EXIT
trap 'exit 130' INT TERM
start_services

port="$(free_port)"
export DJANGO_SETTINGS_MODULE=newsroom.settings.production
export SECRET_KEY ALLOWED_HOSTS=127.0.0.1 SITE_URL=https://127.0.0.1 SECURE_SSL_REDIRECT=false EMAIL_URL=dummymail://
export MEDIA_ROOT="$SERVICES/media" STATIC_ROOT="$SERVICES/static" BIND="127.0.0.1:$port" LOG_LEVEL=WARNING
SECRET_KEY="$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')"
unset DEBUG TRUSTED_PROXY
log="$STATE/bench.log"
: >"$log"

for command in "migrate --noinput" load_reference_data setup_site sync_roles "collectstatic --noinput"; do
    # shellcheck disable=SC2086
    .venv/bin/python manage.py $command >>"$log" 2>&1 || stop "'manage.py $command' failed (details: .state/bench.log)."
done
if [ "${1:-}" = clock ]; then
    .venv/bin/python -m bench.clock --releases "${RELEASES:-200}" --spread "${SPREAD:-100}" --workers "${WORKERS:-1}"
    exit
fi
.venv/bin/python -m bench.generate "$articles"
.venv/bin/gunicorn --config deploy/gunicorn.conf.py newsroom.wsgi >>"$log" 2>&1 &
server=$!
.venv/bin/python -m bench.measure --port "$port" --server "$server" --seconds "${SECONDS_EACH:-10}" --connections "${CONNECTIONS:-8}"
.venv/bin/python -m bench.search --port "$port" --seconds "${SECONDS_EACH:-10}"
