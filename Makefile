# Kring. The two that matter: `make demo` and `make test`; both work on a bare Debian 12 with python3 and make.

PYTHON ?= python3
BIN := .venv/bin
CODE := manage.py procurement tenders criteria contracts scripts tests

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test test-fast browser fmt check graph messages lock clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## install what the application needs: system packages, .venv, translations
	@$(PYTHON) scripts/bootstrap.py

lock:  ## pin the newest versions that pyproject.toml allows, with their hashes
	@$(PYTHON) scripts/bootstrap.py --checks
	@$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements/base.txt
	@$(BIN)/uv pip compile $(LOCK) pyproject.toml --extra test -c requirements/base.txt -o requirements/test.txt
	@$(BIN)/uv pip compile $(LOCK) requirements/tools.in -o requirements/tools.txt
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

fmt:  ## format the code
	@$(PYTHON) scripts/bootstrap.py --checks
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

demo:  ## Kring with its demo data on http://127.0.0.1:8000 (PORT=8001 make demo for another port)
	@$(PYTHON) scripts/demo.py

demo-reset:  ## throw the data of the demo away
	@$(PYTHON) scripts/demo.py reset

test:  ## every check and every test
	@$(PYTHON) scripts/checks.py all

test-fast:  ## the checks, and the tests without browser and worker
	@$(PYTHON) scripts/checks.py fast

check:  ## the checks that need no database: format, lint, types, templates, imports
	@$(PYTHON) scripts/checks.py static

browser:  ## the journeys in Chromium
	@$(PYTHON) scripts/checks.py browser
