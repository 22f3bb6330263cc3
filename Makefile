# Two commands do all their own set-up on a machine with Python 3.11 or newer:
#   make demo    install, convert the examples, check them, load them, link the deputies, ask three questions
#   make test    install, run every test
# `make lint` runs the checkers, `make judges` installs the independent RDF parsers the tests use where they are present.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ANQ    := $(BIN)/anq2rdf

.PHONY: demo test lint judges bench clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

demo: $(VENV)/.installed
	@PATH="$(abspath $(BIN)):$$PATH" sh examples/demo.sh

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

judges:
	cd tests/judges/node && npm ci --no-audit --no-fund --silent

# Measures everything against its peers (each in an environment of its own below bench/work) and writes bench/RESULTS.md;
# stopped and called again it goes on with the parts that are lacking. Arguments: make bench ARGS='growth --runs 3'
bench: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python -m bench $(ARGS)

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/judges/node/node_modules
