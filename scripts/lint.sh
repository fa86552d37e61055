#!/usr/bin/env bash
# `make lint`: format, rules, templates, types, the Dockerfile and the scripts; every linter runs, then the verdict.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

prepare_development
bin="$ROOT/.venv/bin"
failed=""
check() {
    local name="$1"
    shift
    if "$@"; then
        say "$name: fine"
    else
        failed="$failed $name"
    fi
}

check format "$bin/ruff" format --check --quiet .
check rules "$bin/ruff" check --quiet .
check templates "$bin/djlint" --lint --quiet templates
check types "$bin/mypy" --no-error-summary
check dockerfile "$bin/hadolint" --config deploy/hadolint.yaml Dockerfile
check scripts "$bin/shellcheck" --severity=warning --external-sources scripts/*.sh .ci/run
[ -z "$failed" ] || stop "Lint failed:$failed"
