#!/usr/bin/env bash
# `make screenshots`: photographs a running newsroom (make run) into docs/img.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

prepare_development
mkdir -p docs/img
.venv/bin/python scripts/screenshots.py "http://${HOST:-127.0.0.1}:${PORT:-8000}" docs/img
