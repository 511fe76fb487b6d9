# Kring. The two that matter: `make demo` and `make test`; both work on a bare Debian 12 with python3 and make.

PYTHON ?= python3
BIN := .venv/bin
# No option names an index: the lock holds no host, so that each machine uses its own.
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test test-fast check browser fmt graph messages lock clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## install what the application needs: system packages, .venv, translations
	@$(PYTHON) scripts/bootstrap.py

demo:  ## Kring with its demo data on http://127.0.0.1:8000 (PORT=8001 make demo for another port)
	@$(PYTHON) scripts/demo.py

demo-reset:  ## throw the data of the demo away
	@$(PYTHON) scripts/demo.py reset

test:  ## every check and every test
	@$(PYTHON) scripts/checks.py all

test-fast:  ## the checks, and the tests that start no browser, worker or server
	@$(PYTHON) scripts/checks.py fast

check:  ## the checks that need no database: format, lint, types, templates, imports
	@$(PYTHON) scripts/checks.py static

browser:  ## the journeys in Chromium
	@$(PYTHON) scripts/checks.py browser

fmt:  ## format the code and the templates
	@$(PYTHON) scripts/bootstrap.py --checks
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .
	@find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} + || true  # 1: it changed something

graph:  ## draw in a browser which module imports which
	@$(PYTHON) scripts/bootstrap.py --checks
	@$(BIN)/import-linter explore procurement tenders criteria contracts

messages:  ## collect the texts to translate and compile the translations
	@$(PYTHON) scripts/bootstrap.py
	@$(BIN)/python manage.py makemessages --locale en --no-obsolete --no-location \
		--ignore '.venv/*' --ignore 'node_modules/*'
	@$(PYTHON) scripts/bootstrap.py

lock:  ## pin the newest versions that pyproject.toml allows, with their hashes
	@$(PYTHON) scripts/bootstrap.py --checks
	@$(COMPILE) pyproject.toml -o requirements/base.txt
	@$(COMPILE) pyproject.toml --extra test -c requirements/base.txt -o requirements/test.txt
	@$(COMPILE) requirements/tools.in -o requirements/tools.txt

clean:  ## remove what make built in this checkout; the demo data stay (make demo-reset)
	@rm -rf .venv .kring .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis \
		staticfiles test-results htmlcov .coverage
	@find . -name '*.mo' -not -path './.git/*' -delete
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
	@echo "make clean: ready."
