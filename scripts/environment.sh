# Shared by the scripts beside this file (sourced, never run): finds Python, makes the virtual environment, installs what is pinned.
# shellcheck shell=bash

set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
STATE="$ROOT/.state"
PYTHON_RANGE='(3, 11) <= sys.version_info[:2] <= (3, 13)'
cd "$ROOT"
mkdir -p "$STATE"

say() { printf '%s\n' "$*"; }

stop() {
    printf 'Error: %s\n' "$*" >&2
    exit 1
}

# Prints the first Python of a supported version: $PYTHON, or python3, or one with its version in its name.
find_python() {
    local candidate found=""
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        if "$candidate" -c "import sys; sys.exit(not $PYTHON_RANGE)" 2>/dev/null; then
            command -v "$candidate"
            return
        fi
        found="${found:-$("$candidate" -c 'import platform; print(platform.python_version())' 2>/dev/null || true)}"
    done
    if [ -n "$found" ]; then
        stop "Python $found is not supported: the newsroom needs Python 3.11, 3.12 or 3.13 (name one with PYTHON=/path/to/python3.11)."
    fi
    stop "Python was not found: install Python 3.11, 3.12 or 3.13 (Debian: apt install python3 python3-venv)."
}

# make_venv FOLDER: a virtual environment of the Python found; one of another version is made anew.
make_venv() {
    local folder="$1" python version
    python="$(find_python)"
    version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    if [ -x "$folder/bin/python" ] && [ "$(cat "$folder/python-version" 2>/dev/null)" = "$version" ] && "$folder/bin/python" -c '' 2>/dev/null; then
        return
    fi
    rm -rf "$folder"
    say "Making a virtual environment with Python $version ..."
    if command -v uv >/dev/null 2>&1; then
        "$python" -m venv --without-pip "$folder" >"$STATE/venv.log" 2>&1 || stop "No virtual environment could be made; see .state/venv.log."
    elif ! "$python" -m venv "$folder" >"$STATE/venv.log" 2>&1; then
        rm -rf "$folder"
        stop "Python $version has no working venv module: install it (Debian: apt install python3-venv)."
    fi
    echo "$version" >"$folder/python-version"
}

# install_pinned FOLDER FILE: installs the pinned packages of one file, unless exactly that was done before.
install_pinned() {
    local folder="$1" file="$2" stamp wanted
    stamp="$folder/installed-$(basename "$file" .txt)"
    wanted="$(cksum <"$file")"
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    say "Installing the pinned packages of $file ..."
    if command -v uv >/dev/null 2>&1; then
        uv pip install -q --python "$folder/bin/python" --require-hashes -r "$file" >"$STATE/install.log" 2>&1 || install_failed
    else
        "$folder/bin/python" -m pip install -q --disable-pip-version-check --retries 2 --require-hashes -r "$file" >"$STATE/install.log" 2>&1 || install_failed
    fi
    echo "$wanted" >"$stamp"
}

install_failed() {
    if grep -qiE 'connection|network|resolve host|dns|timed out|No matching distribution' "$STATE/install.log"; then
        stop "The packages could not be downloaded: no network, or no package registry reachable (details: .state/install.log)."
    fi
    stop "The packages could not be installed; the reason is at the end of .state/install.log."
}

# Everything a server process needs, in .venv.
prepare_runtime() {
    make_venv "$ROOT/.venv"
    # The development set holds the run-time set, pin for pin.
    if [ "$(cat "$ROOT/.venv/installed-requirements-dev" 2>/dev/null)" != "$(cksum <requirements-dev.txt)" ]; then
        install_pinned "$ROOT/.venv" requirements.txt
    fi
}

# Everything tests and linters need, in .venv.
prepare_development() {
    make_venv "$ROOT/.venv"
    install_pinned "$ROOT/.venv" requirements-dev.txt
}
