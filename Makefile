# Every command of the project. `make` alone lists them. What is up to date is not done again.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
DONE := .stamps
WEB_SOURCES := $(shell find web -name node_modules -prune -o -path '*/dist' -prune -o -type f -print 2>/dev/null)

help: ## list the commands
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(DONE)/system $(DONE)/python $(DONE)/web ## everything that the others need; runs nothing

demo: $(DONE)/python $(DONE)/web ## the whole system on this machine, until Ctrl-C
	@$(BIN)/hearthline demo

test: install ## every test: house rules, units, store, API, journeys in a browser, web
	$(BIN)/pytest -q -n 2 --dist loadfile -m "not journey"
	$(BIN)/pytest -q -m journey
	npm --prefix web test --workspaces --if-present

check: $(DONE)/python $(DONE)/web-packages ## lint, types and the map
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	npm --prefix web run check --workspaces --if-present

fix: $(DONE)/python ## format, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

e2e: install ## journeys in a real browser only
	$(BIN)/pytest -q -m journey

bench: $(DONE)/python ## the figures of docs/benchmarks.md, measured on this machine
	$(BIN)/hearthline bench messages
	$(BIN)/hearthline bench sockets
	$(BIN)/hearthline bench reconnect

reference: $(DONE)/python ## write the generated pages and the console's API client again
	$(BIN)/python -m tools.settings_reference
	$(BIN)/hearthline openapi > web/api/openapi.json
	npm --prefix web run generate --workspace @hearthline/api

clean: ## take away what was installed and built here; data stay
	rm -rf .venv $(DONE) web/node_modules web/*/dist

$(DONE):
	@mkdir -p $@

$(DONE)/system: tools/system_packages.sh | $(DONE)
	@tools/system_packages.sh "$(PYTHON)"
	@touch $@

$(DONE)/python: requirements.lock pyproject.toml $(DONE)/system
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DONE)/web-packages: web/package-lock.json $(wildcard web/package.json web/*/package.json) $(DONE)/system
	npm --prefix web ci --no-audit --no-fund
	@touch $@

$(DONE)/web: $(DONE)/web-packages $(WEB_SOURCES)
	npm --prefix web run build --workspaces --if-present
	@touch $@

.PHONY: help install demo test check fix e2e bench reference clean
