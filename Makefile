# The commands a newcomer needs; each works from a clean clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Two processes, each with a database of its own, share the suite; WORKERS=0 runs it in one.
WORKERS ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test test-spark lint install install-dev install-encoder install-spark lock messages reference clean

demo: install
	@$(BIN)/grappe demo $(if $(DATA),--data "$(DATA)") $(if $(PORT),--port "$(PORT)")

test: install-dev
	@$(BIN)/grappe messages compile
	@$(BIN)/python -m grappe.cli.chromium
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	GRAPPE_MODE=test $(BIN)/mypy

install: $(VENV)/.runtime
install-dev: $(VENV)/.dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Grappe needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.lock requirements/build.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the locked packages into $(VENV) (once)"
	@$(BIN)/pip install --quiet --require-hashes -r requirements/build.lock -r requirements/runtime.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.lock
	@echo "Installing the locked development packages into $(VENV) (once)"
	@$(BIN)/pip install --quiet --require-hashes -r requirements/dev.lock
	@touch $@

# Optional: compares texts across languages.
install-encoder: install
	@$(BIN)/pip install --quiet --require-hashes -r requirements/encoder.lock

# Optional: runs the observatory on Spark; needs Java 17.
install-spark: install
	@$(BIN)/pip install --quiet --require-hashes -r requirements/spark.lock

# The contract between DuckDB, Spark and the plain reference; without Spark the suite skips its part.
test-spark: install-dev install-spark
	@GRAPPE_SPARK=required $(BIN)/python -m pytest -q tests/analytics/pipelines/test_engines_agree.py

# Locks name no index: whichever index pip is set up with serves the same bytes, or the hash refuses them.
lock: install-dev
	cd requirements && for kind in runtime build encoder spark dev; do \
	  ../$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
	    $$( [ $$kind = runtime ] && echo ../pyproject.toml ) $$( [ $$kind = build ] && echo build.in ) \
	    $$( [ $$kind = encoder ] && echo "--extra encoder ../pyproject.toml" ) \
	    $$( [ $$kind = spark ] && echo "--extra spark ../pyproject.toml" ) \
	    $$( [ $$kind = dev ] && echo "--extra dev --extra encoder ../pyproject.toml" ) -o $$kind.lock || exit 1; done

messages: install-dev
	$(BIN)/grappe messages update

# The pages that the code itself can tell: settings and commands.
reference: install-dev
	$(BIN)/python -m grappe.conf.reference

clean:
	rm -rf $(VENV) var
