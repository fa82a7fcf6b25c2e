# Needs only make and Python 3.11 or newer; everything else goes into .venv.
#
#   make derive   write the gallery of derivations into output/
#   make test     run all tests
#   make campaign run the long counts behind the promises (tests/campaign)
#   make lint     check style and types
#   make bench    measure
#   make clean    remove .venv, the caches and what npm installed

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.ready-core
TEST := $(VENV)/.ready-test
DEV := $(VENV)/.ready-dev
KATEX := tests/katex/node_modules/.ready

.PHONY: derive test campaign lint bench clean
.DEFAULT_GOAL := derive

derive: $(CORE)
	@$(BIN)/symbp gallery output

test: $(TEST) $(KATEX)
	@echo "running the tests ..."
	@$(BIN)/python -m pytest -n auto $(ARGS)

# Files named campaign_*.py are no part of `make test`; each prints its figures.
campaign: $(TEST)
	@$(BIN)/python -m pytest -s -o python_files='campaign_*.py' tests/campaign $(ARGS)

lint: $(DEV)
	@echo "checking style (ruff check) ..."
	@$(BIN)/python -m ruff check .
	@echo "checking layout (ruff format) ..."
	@$(BIN)/python -m ruff format --check .
	@echo "checking types (mypy) ..."
	@$(BIN)/python -m mypy

bench: $(TEST)
	@$(BIN)/python -m benchmarks $(ARGS)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/katex/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A virtual environment that could not be finished is removed, or the next run would trust it.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "symbp needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "setting up $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv --clear $(VENV) || \
	  { rm -rf $(VENV); echo "no virtual environment: on Debian, apt-get install python3-venv"; exit 1; }

# $(1): what to install; $(2): what to call it
define install
	@echo "installing $(2) into $(VENV) (a minute or two the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable "$(1)"
endef

# The stamps follow pyproject.toml: new dependencies are installed before the next run.
$(CORE): pyproject.toml | $(BIN)/python
	$(call install,.,symbp)
	@touch $@

$(TEST): pyproject.toml | $(BIN)/python
	$(call install,.[test],symbp and what its tests use)
	@touch $(CORE) $@

$(DEV): pyproject.toml | $(BIN)/python
	$(call install,.[dev],symbp and its developers' tools)
	@touch $(CORE) $(TEST) $@

# Without npm the tests still run: those that render formulas skip, and say what is missing.
$(KATEX): tests/katex/package.json tests/katex/package-lock.json
	@if ! command -v npm >/dev/null; then \
	  echo "npm not found, so formulas will not be rendered (apt-get install nodejs npm)"; \
	else \
	  echo "installing KaTeX into tests/katex/node_modules ..."; \
	  if npm ci --prefix tests/katex --no-audit --no-fund --loglevel=error; then touch $@; \
	  else echo "KaTeX could not be installed, so formulas will not be rendered"; fi; \
	fi
