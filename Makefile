# `make demo` and `make test` set everything up by themselves; the rest assumes nothing else either.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCKED := requirements/dev.txt

.PHONY: demo test check format lint types imports lock clean

demo: $(STAMP)
	$(BIN)/python -m dateline scan corpora/golden --db .work/demo.db --as-of 2026-11-01

test: check
	$(BIN)/python -m pytest

check: lint types imports

lint: $(STAMP)
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests

format: $(STAMP)
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests

types: $(STAMP)
	$(BIN)/mypy

imports: $(STAMP)
	$(BIN)/lint-imports

# Every file that pip installs is pinned with its hash; the project itself is then installed without looking anything up.
$(STAMP): $(LOCKED) pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer: set PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(LOCKED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Needs uv. Writes the pinned files anew from pyproject.toml.
UV_COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command 'make lock'
lock:
	$(UV_COMPILE) pyproject.toml --extra en --output-file requirements/runtime.txt
	$(UV_COMPILE) pyproject.toml requirements/build.in --extra en --extra notebook --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt

clean:
	rm -rf $(VENV) .work build dist
