# `make demo` and `make test` set everything up by themselves, given Python 3.11 or newer; nothing else is assumed.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCKED := requirements/dev.txt
CHECKED := src tests benchmarks
DEMO := .work/demo
# The day the demo speaks from: later than every shipped story.
AS_OF := 2026-11-01

.PHONY: demo test check lint types imports format baseline outputs lock clean

demo: $(STAMP)
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/dateline scan corpora/golden --db $(DEMO)/dateline.db --as-of $(AS_OF) --output $(DEMO)/report.txt
	$(BIN)/dateline report --db $(DEMO)/dateline.db --as-of $(AS_OF) --format html --output $(DEMO)/report.html
	$(BIN)/dateline report --db $(DEMO)/dateline.db --as-of $(AS_OF) --format concise
	@echo
	@awk 'BEGIN { RS = "" } { last = $$0 } END { print last }' $(DEMO)/report.txt
	@echo 'With all quotes, reasons and the outlook: $(DEMO)/report.txt and $(DEMO)/report.html'

test: check
	$(BIN)/python -m pytest

check: lint types imports

lint: $(STAMP)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/ruff check $(CHECKED)

types: $(STAMP)
	$(BIN)/mypy
	$(BIN)/mypy tests/typing/api.py

imports: $(STAMP)
	$(BIN)/lint-imports --no-cache

format: $(STAMP)
	$(BIN)/ruff format $(CHECKED)
	$(BIN)/ruff check --fix $(CHECKED)

# Pins the scores on the shipped corpora, and shows them in README. Refuses worse ones: to pin those all the same, run
# the program itself with --allow-regression, then `make outputs`.
baseline: $(STAMP)
	$(BIN)/python -m tests.corpus_scores --update
	$(BIN)/python -m tests.shown_outputs

# Writes anew what README and notebooks show.
outputs: $(STAMP)
	$(BIN)/python -m tests.shown_outputs

# Every file that pip installs is pinned with its hash; the project itself is then installed without looking anything up.
$(STAMP): $(LOCKED) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer, not %s: set PYTHON=/path/to/python3.11" % sys.version.split()[0])'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo '$(PYTHON) cannot make virtual environments: install its venv package (Debian, Ubuntu: apt-get install python3-venv) or set PYTHON to another Python' >&2; exit 1; }
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
