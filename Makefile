# `make demo` and `make test` set everything up themselves, in .venv inside this folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PARALLEL := --numprocesses auto --maxprocesses 4

.PHONY: demo test test-all check lint types contracts accuracy coverage learn bench bench-full wheel clean

demo: $(VENV)/ready
	@$(BIN)/alliance demo

# What a change is tried on: everything but what takes its time, and laws on few examples.
test: $(VENV)/ready
	@$(BIN)/python -m pytest $(PARALLEL)

# Every test, each law at its full size.
test-all: $(VENV)/ready
	@$(BIN)/python -m pytest $(PARALLEL) --long

lint: $(VENV)/ready
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/ready
	@$(BIN)/mypy

contracts: $(VENV)/ready
	@$(BIN)/lint-imports

accuracy: $(VENV)/ready
	@$(BIN)/python -m tests.accuracy

# How much of the reader the golden corpus sees.
coverage: $(VENV)/ready
	@$(BIN)/python -m coverage run --branch --source=alliance_cli/extract -m tests.golden
	@$(BIN)/python -m coverage report --show-missing --skip-covered --fail-under=95

# Weighs anew what the reader makes of a verdict: make learn TEXTS=news.jsonl, see data/labels.
learn: $(VENV)/ready
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --group learn
	@$(BIN)/python -m benchmarks.learn $(TEXTS) --write

# Minutes, on made news; make bench AGAINST=COMMIT builds another commit beside this one. The other takes its time.
bench: $(VENV)/ready
	@$(BIN)/python -m benchmarks.suite $(if $(AGAINST),--against $(AGAINST)) --json bench.json

bench-full: $(VENV)/ready
	@$(BIN)/python -m benchmarks.suite --full $(if $(AGAINST),--against $(AGAINST)) --json bench.json
	@$(BIN)/python -m benchmarks

wheel: $(VENV)/ready
	@$(BIN)/python -m build --wheel --outdir dist .

check: test-all lint types contracts wheel

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "alliance needs Python 3.11 or later; say which: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt --editable . --group dev
	@touch $@

clean:
	rm -rf $(VENV) dist build
