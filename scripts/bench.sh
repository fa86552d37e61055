#!/usr/bin/env bash
# `make bench N=1000`: gunicorn, PostgreSQL and Redis as in production, N generated articles, then figures as a table.
# `bench.sh edge` (`make bench-edge`): the same pages made each time, from the page cache, from Varnish and as files by nginx.
# `bench.sh clock` (`make bench-clock`): scheduled releases and the production worker instead; how late each becomes public.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$(dirname "${BASH_SOURCE[0]}")/services.sh"

articles="${N:-1000}"
server="" others=""
[ "${1:-}" != edge ] || export TEST_SIZE=full
prepare_runtime
install_missing_packages
cleanup() {
    trap - EXIT INT TERM
    for process in $others; do kill -TERM "$process" 2>/dev/null && wait "$process" 2>/dev/null || true; done
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
if [ "${1:-}" = edge ]; then
    varnish="$(free_port)" kept="$(free_port)" files="$(free_port)"
    export EDGE_HEADERS=true VARNISH_URLS="http://127.0.0.1:$varnish" VARNISH_SECRET="$SECRET_KEY"
    BIND="127.0.0.1:$kept" .venv/bin/gunicorn --config deploy/gunicorn.conf.py --access-logfile /dev/null newsroom.wsgi >>"$log" 2>&1 &
    others="$!"
    SITE_HOST=127.0.0.1 BACKEND_HOST=127.0.0.1 BACKEND_PORT="$kept" LISTEN="127.0.0.1:$varnish" WORK="$SERVICES/varnish" deploy/varnish/start.sh >>"$log" 2>&1 &
    others="$others $!"
    PAGE_CACHE=false .venv/bin/gunicorn --config deploy/gunicorn.conf.py --access-logfile /dev/null newsroom.wsgi >>"$log" 2>&1 &
    server=$!
    .venv/bin/python -m bench.edge --plain "$port" --kept "$kept" --varnish "$varnish" --nginx "$files" --seconds "${SECONDS_EACH:-5}"
    exit
fi
# The pages themselves are measured, not their copies.
export PAGE_CACHE=false
.venv/bin/gunicorn --config deploy/gunicorn.conf.py newsroom.wsgi >>"$log" 2>&1 &
server=$!
.venv/bin/python -m bench.measure --port "$port" --server "$server" --seconds "${SECONDS_EACH:-10}" --connections "${CONNECTIONS:-8}"
.venv/bin/python -m bench.search --port "$port" --seconds "${SECONDS_EACH:-10}"
