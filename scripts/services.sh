# Shared by test.sh and others (sourced): a private PostgreSQL and a private Redis on free ports, stopped by their process ids.
# shellcheck shell=bash

SERVICES=""
POSTGRES_PID=""
REDIS_PID=""

# Debian package -> what shows that it is there.
missing_packages() {
    local missing=""
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium"
    [ -n "$(postgres_bin)" ] || missing="$missing postgresql"
    command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
    if [ "${TEST_SIZE:-}" = full ]; then
        [ -x /usr/sbin/varnishd ] || missing="$missing varnish"
        [ -n "$(find /usr/lib -name libvmod_xkey.so -print -quit 2>/dev/null)" ] || missing="$missing varnish-modules"
    fi
    if [ -d /usr/share/fonts ] && ! find /usr/share/fonts -iname 'NotoSans-*' -print -quit | grep -q .; then
        missing="$missing fonts-noto-core"
    fi
    echo "$missing"
}

# The newest PostgreSQL's folder of programs; Debian keeps initdb and pg_ctl off the PATH.
postgres_bin() {
    local folder
    folder="$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)"
    if [ -n "$folder" ] && [ -x "$folder/initdb" ]; then
        echo "$folder"
    elif command -v initdb >/dev/null 2>&1; then
        dirname "$(readlink -f "$(command -v initdb)")"
    fi
}

install_missing_packages() {
    local missing
    missing="$(missing_packages)"
    if [ -z "$missing" ]; then
        return
    fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        stop "These programs are needed for the tests; install their packages (Debian names):$missing"
    fi
    say "Installing$missing ..."
    export DEBIAN_FRONTEND=noninteractive
    # RUNLEVEL=1 keeps the packages from starting servers of their own where there is no systemd: the tests start theirs.
    # shellcheck disable=SC2086
    if ! { apt-get -qq -o DPkg::Lock::Timeout=300 update &&
        RUNLEVEL=1 apt-get -qq -y -o DPkg::Lock::Timeout=300 install --no-install-recommends $missing; } >"$STATE/apt.log" 2>&1; then
        stop "The packages$missing could not be installed (details: .state/apt.log)."
    fi
}

free_port() {
    "$ROOT/.venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# PostgreSQL refuses to run as root; root hands it to the postgres account.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

make_services_folder() {
    SERVICES="$(mktemp -d "${TMPDIR:-/tmp}/newsroom-services-XXXXXX")"
    mkdir "$SERVICES/redis"
    chmod 755 "$SERVICES"
}

start_services() {
    local bin port
    make_services_folder
    bin="$(postgres_bin)"
    mkdir "$SERVICES/postgres"
    if [ "$(id -u)" = 0 ]; then
        chown postgres "$SERVICES/postgres"
    fi
    as_postgres "$bin/initdb" -D "$SERVICES/postgres/data" -U newsroom -A trust -N --locale=C.UTF-8 -E UTF8 >"$STATE/postgres.log" 2>&1 ||
        stop "PostgreSQL could not make a data folder (details: .state/postgres.log)."
    port="$(free_port)"
    as_postgres "$bin/pg_ctl" -D "$SERVICES/postgres/data" -l "$SERVICES/postgres/server.log" -w -t 30 start \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$SERVICES/postgres' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60" \
        >>"$STATE/postgres.log" 2>&1 || stop "PostgreSQL did not start (details: .state/postgres.log)."
    POSTGRES_PID="$(head -n 1 "$SERVICES/postgres/data/postmaster.pid")"
    export DATABASE_URL="postgres://newsroom@127.0.0.1:$port/postgres"
    start_redis
}

# A private Redis alone; it has its folder in $SERVICES.
start_redis() {
    local port
    port="$(free_port)"
    redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --dir "$SERVICES/redis" --daemonize no >"$STATE/redis.log" 2>&1 &
    REDIS_PID=$!
    export REDIS_URL="redis://127.0.0.1:$port/0"
    "$ROOT/.venv/bin/python" - "$port" <<'PY' || stop "Redis did not start (details: .state/redis.log)."
import socket, sys, time
for _ in range(100):
    try:
        socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=1).close()
        sys.exit(0)
    except OSError:
        time.sleep(0.1)
sys.exit(1)
PY
}

stop_services() {
    [ -z "$REDIS_PID" ] || kill "$REDIS_PID" 2>/dev/null || true
    # SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
    if [ -n "$POSTGRES_PID" ] && kill -INT "$POSTGRES_PID" 2>/dev/null; then
        for _ in $(seq 100); do
            kill -0 "$POSTGRES_PID" 2>/dev/null || break
            sleep 0.1
        done
    fi
    [ -z "$SERVICES" ] || rm -rf "$SERVICES"
    SERVICES="" POSTGRES_PID="" REDIS_PID=""
}
