# `make demo` and `make test` set everything up themselves, in .venv inside this folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
UPGRADE ?=
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command "make lock" $(UPGRADE) pyproject.toml
PARALLEL := --numprocesses auto --maxprocesses 4 --dist worksteal

# What is compiled once serves every program that a test starts.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-all torture fuzz check lint types contracts accuracy coverage learn peers bench bench-full wheel licences sbom audit lock clean

demo: $(VENV)/ready
	@$(BIN)/alliance demo

# What a change is tried on: everything but what takes its time, and laws on few examples.
test: $(VENV)/ready
	@$(BIN)/python -m pytest $(PARALLEL)

# Every test, each law at its full size.
test-all: $(VENV)/ready
	@$(BIN)/python -m pytest $(PARALLEL) --long

# Kills, power cuts, many at once: make torture MOMENTS=200 MINUTES=5 takes hours, and says what it tried.
MOMENTS ?= 20
MINUTES ?= 5
torture: $(VENV)/ready
	@$(BIN)/python -m pytest --long --moments $(MOMENTS) --minutes $(MINUTES) -rP tests/torture tests/test_feeds_kill.py

# Inputs that nobody would write, led by what they reach in the code: make fuzz MINUTES=120, of the processor's time.
fuzz: $(VENV)/ready
	@$(PIP) --group fuzz
	@$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

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

# Weighs anew what the reader makes of a verdict: make learn TEXTS=news.jsonl, see data/labels; ALSO="LABELS TEXTS" adds others.
learn: $(VENV)/ready
	@$(PIP) --group learn
	@$(BIN)/python -m benchmarks.learn $(TEXTS) $(if $(ALSO),--also $(ALSO)) --write

# Minutes, on made news; make bench AGAINST=COMMIT builds another commit beside this one. The other takes its time.
# After `make peers` spaCy reads beside it: make bench PEERS=.venv/peers/bin/python
peers: $(VENV)/ready
	@test -x $(VENV)/peers/bin/python || $(PYTHON) -m venv $(VENV)/peers
	@$(BIN)/python -m pip --python $(VENV)/peers/bin/python install --quiet --quiet --disable-pip-version-check --group peers

bench: $(VENV)/ready
	@$(BIN)/python -m benchmarks.suite $(if $(AGAINST),--against $(AGAINST)) $(if $(PEERS),--peers $(PEERS)) --json bench.json

bench-full: $(VENV)/ready
	@$(BIN)/python -m benchmarks.suite --full $(if $(AGAINST),--against $(AGAINST)) $(if $(PEERS),--peers $(PEERS)) --json bench.json
	@$(BIN)/python -m benchmarks

# The same bytes from the same files, whenever and wherever it is built.
wheel: $(VENV)/ready
	@$(BIN)/python -m build --no-isolation --wheel --outdir dist .

# What users install with the program: versions and licences, a bill of materials, known weaknesses.
licences: $(VENV)/ready
	@$(BIN)/python -m tests.supply

sbom: $(VENV)/ready
	@mkdir -p dist
	@$(BIN)/python -m tests.supply --cyclonedx dist/alliance.cdx.json

audit: $(VENV)/ready
	@$(PIP) --group audit
	@$(BIN)/pip-audit --requirement locks/run.txt --require-hashes --disable-pip

# Which versions, with the hashes of all their files, for every Python and system: make lock UPGRADE=--upgrade for newer ones.
lock:
	@$(PIP) --group lock
	@$(LOCK) --output-file locks/run.txt
	@$(LOCK) --group dev --constraint locks/run.txt --output-file locks/develop.txt

check: test-all lint types contracts wheel

$(VENV)/ready: pyproject.toml locks/develop.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "alliance needs Python 3.11 or later; say which: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes --requirement locks/develop.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) dist build
