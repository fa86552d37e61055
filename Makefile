# Two commands matter: `make run` and `make test`. The rest is for developers.
.DEFAULT_GOAL := help
.PHONY: help run demo-reset test test-full test-next lint format lock screenshots bench bench-edge bench-clock lighthouse

SHELL := bash

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: ## Start the demo newsroom with its worker (PORT=8000 HOST=127.0.0.1)
	@scripts/run.sh

demo-reset: ## Throw away the local data and make the demo newsroom again
	@scripts/demo-reset.sh

test: ## Run all tests: SQLite, PostgreSQL and Redis, browser journeys (at most 15 minutes)
	@scripts/test.sh

test-full: ## Run what make test leaves out: the long runs, and the rest on both databases
	@scripts/test.sh full

test-next: ## Run the unit tests on the newest Wagtail, in an environment beside
	@scripts/test-next.sh

lint: ## Check format, rules, templates, types, Dockerfile and scripts
	@scripts/lint.sh

format: ## Format the code and apply the safe fixes
	@bash -c '. scripts/environment.sh && prepare_development && .venv/bin/ruff format . && .venv/bin/ruff check --fix .'

lock: ## Pin the newest allowed versions into requirements.txt and requirements-dev.txt (needs uv)
	@scripts/lock.sh

screenshots: ## Photograph the demo newsroom into docs/img (a newsroom must be running: make run)
	@scripts/screenshots.sh

bench: ## Measure the production stack with generated articles (N=1000)
	@scripts/bench.sh

bench-edge: ## Compare the page cache, Varnish and nginx's files (N=1000); needs wrk and nginx
	@scripts/bench.sh edge

bench-clock: ## Measure how late scheduled releases become public (RELEASES=200 SPREAD=100 WORKERS=1)
	@scripts/bench.sh clock

lighthouse: ## Rate the demo newsroom under production settings; fails below the marks (RUNS=1)
	@scripts/lighthouse.sh
