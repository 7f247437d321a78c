# Đôn Đốc. `make run` is all that is needed to use it, `make test` all that is needed to test it.

SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PACKAGES := core prompts ingest index service eval

.PHONY: help install run test test-browser test-servers test-slow faults load check format lint types imports system fuzz scan sbom messages lock train clean

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

install: $(BIN)/.installed system  ## virtual environment with the dondoc command, and Tesseract

run: install  ## install all that is needed, then serve http://127.0.0.1:8000
	$(BIN)/dondoc serve

# What is compiled is kept even where the environment says not to: each process that a test starts would compile again.
test test-browser: export PYTHONDONTWRITEBYTECODE =

test: $(BIN)/.installed-dev system  ## install, then run the tests
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow and not browser"

test-browser: $(BIN)/.installed-dev system  ## journeys in headless Chromium
	$(BIN)/pytest -m browser

test-servers: $(BIN)/.installed-dev system  ## over real PostgreSQL, S3 and Chroma servers, started here
	@scripts/install-system-packages postgresql
	$(BIN)/pytest tests/servers

test-slow: $(BIN)/.installed-dev system  ## faults, large files, long fuzzing, a real sentence-transformers model
	$(BIN)/python -m pip install -q --disable-pip-version-check -c requirements-dev.lock -e ".[st]"
	$(BIN)/pytest -m slow

faults: $(BIN)/.installed-dev system  ## kill -9 (KILLS=200), full disk, restarts, engine and clock faults in a bulk load
	$(BIN)/python -m eval.faults $(HARMS) --kills $(or $(KILLS),200)

load: $(BIN)/.installed-dev system  ## fifty people for MINUTES (10), then 2,000 pages read while people ask
	$(BIN)/python -m eval.load --minutes $(or $(MINUTES),10)

check: format lint types imports test test-browser  ## everything that must hold before a commit

format: $(BIN)/.installed-dev
	$(BIN)/ruff format --check .

lint: $(BIN)/.installed-dev
	$(BIN)/ruff check .

types: $(BIN)/.installed-dev
	$(BIN)/mypy $(PACKAGES)

imports: $(BIN)/.installed-dev
	$(BIN)/lint-imports

fuzz: $(BIN)/.installed-dev  ## files and texts changed at random, for SECONDS (60 unless told)
	FUZZ_SECONDS=$(or $(SECONDS),60) $(BIN)/pytest -q -m "slow or not slow" tests/property/test_parsers_survive.py

scan: $(BIN)/.installed-dev  ## secrets in the repository, known vulnerabilities of what is locked
	scripts/scan-secrets
	scripts/audit-dependencies

sbom: $(BIN)/.installed-dev  ## list of what the program consists of (CycloneDX), to build/sbom.json
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --mc-type application \
		--output-reproducible --of JSON -o build/sbom.json

messages: $(BIN)/.installed-dev  ## write the English catalog again from the pages
	$(BIN)/python scripts/update_messages.py

lock: $(BIN)/.installed-dev  ## write the lock files again from pyproject.toml
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
		--extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:  ## remove what was built, never the data
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên / Python 3.11 or newer is needed: apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Thiếu mô-đun venv / the venv module is missing: apt-get install python3-venv" >&2; exit 1; }

$(BIN)/.installed: $(BIN)/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(BIN)/.installed-dev: $(BIN)/.installed requirements-dev.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.lock
	@touch $@

system:
	@scripts/install-system-packages
