# Shared by run.sh and demo-reset.sh (sourced): makes the demo newsroom in SQLite, once.
# shellcheck shell=bash

DATABASE_FILE="$ROOT/newsroom.sqlite3"

# A checksum of what shapes the database: migrations, data files, roles, commands and the packages.
shape_of_database() {
    {
        cat requirements.txt newsroom/editorial/roles.py newsroom/settings/base.py
        find newsroom home \( -path '*/migrations/*.py' -o -path '*/data/*' -o -path '*/management/commands/*.py' \) -type f ! -name '*.pyc' |
            LC_ALL=C sort | xargs cat
    } | cksum
}

# step WORDS COMMAND...: one line for the person, everything else into the log. The commands (one argument each) share a process, since
# starting one takes longer than most of them do.
step() {
    local words="$1"
    shift
    say "$words ..."
    if ! "$ROOT/.venv/bin/python" scripts/steps.py "$@" >>"$STATE/prepare.log" 2>&1; then
        tail -n 5 "$STATE/prepare.log" >&2
        stop "$words: this failed (details: .state/prepare.log)."
    fi
}

prepare_newsroom() {
    local shape
    shape="$(shape_of_database)"
    if [ ! -s "$DATABASE_FILE" ]; then
        rm -f "$STATE/prepared" "$STATE/demo-loaded"
    fi
    if [ "$(cat "$STATE/prepared" 2>/dev/null)" != "$shape" ]; then
        : >"$STATE/prepare.log"
        step "Preparing the database" "migrate --noinput"
        step "Setting up site, agencies and roles" load_reference_data setup_site sync_roles
        # A new newsroom has nothing yet that an older version could have left out of ledger and search.
        [ ! -e "$STATE/demo-loaded" ] || step "Completing ledger and search" start_ledger rebuild_search
    fi
    if [ ! -e "$STATE/demo-loaded" ]; then
        step "Writing the demo newsroom" load_demo update_index
        touch "$STATE/demo-loaded"
    fi
    echo "$shape" >"$STATE/prepared"
}
