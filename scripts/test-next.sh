#!/usr/bin/env bash
# `make test-next`: the unit tests on SQLite with the newest Wagtail, in an environment beside; shows what an upgrade will ask for.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

export DJANGO_SETTINGS_MODULE=newsroom.settings.test
unset DATABASE_URL REDIS_URL
next="$ROOT/.venv-next"

make_venv "$next"
install_pinned "$next" requirements-dev.txt
if [ ! -e "$next/newest" ] || [ -n "$(find "$next/newest" -mtime +7)" ]; then
    say "Installing the newest Wagtail ..."
    if command -v uv >/dev/null 2>&1; then
        uv pip install -q --python "$next/bin/python" --upgrade-package wagtail 'wagtail>=8' >"$STATE/install.log" 2>&1 || install_failed
    else
        "$next/bin/python" -m pip install -q --disable-pip-version-check --upgrade 'wagtail>=8' >"$STATE/install.log" 2>&1 || install_failed
    fi
    touch "$next/newest"
fi
say "== Wagtail $("$next/bin/python" -c 'import wagtail; print(wagtail.__version__)') on SQLite: unit and integration tests"
"$next/bin/python" -m pytest -q -n 2 -m "not browser and not postgres and not pinned_wagtail"
