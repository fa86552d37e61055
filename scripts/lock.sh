#!/usr/bin/env bash
# `make lock`: pins what requirements*.in allow, for Python 3.11 to 3.13 at once, with hashes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v uv >/dev/null 2>&1 || {
    echo "Error: uv was not found; install it to pin versions." >&2
    exit 1
}
for file in requirements requirements-dev; do
    uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" --quiet --output-file "$file.txt" "$file.in"
done
