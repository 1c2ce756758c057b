# Every target makes .venv first, from requirements.lock. Nothing else needs setting up.
# Without make (Windows), the commands behind it are in README.md.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# uv from the PATH, else one of our own: `python3 -m venv` and pip are all that it takes.
UV_VERSION := 0.13.9
UV := $(shell command -v uv 2>/dev/null)
ifeq ($(UV),)
UV := .uv-env/bin/uv
endif

BIN := .venv/bin
STAMP := .venv/.installed
# Extra words: make test ARGS="-k dates -x", make score ARGS="--only dev --misses"
ARGS ?=

.PHONY: help
help: ## Say what can be made.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: demo
demo: $(STAMP) ## Load the samples into a real Neo4j and ask who met whom.
	$(BIN)/whomet demo

.PHONY: test
test: $(STAMP) ## Run the unit, integration and notebook tests (needs nothing but this clone).
	$(BIN)/python -m pytest -n 2 -m "not gold and not readers" $(ARGS)

.PHONY: check
check: lint test ## All that a change must pass: lint, test, then the tests marked gold or readers.
	$(BIN)/python -m pytest -m "gold or readers" $(ARGS)

.PHONY: lint
lint: $(STAMP) ## Check style, formatting, types and layers.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

.PHONY: format
format: $(STAMP) ## Format the code and fix what ruff can fix.
	$(BIN)/ruff check --fix-only --exit-zero .
	$(BIN)/ruff format .
	find . -path ./.venv -prune -o -name '*.ipynb' -exec $(BIN)/nbstripout {} +

.PHONY: docs
docs: $(STAMP) ## Build the documentation into site/.
	$(BIN)/mkdocs build --strict

.PHONY: score
score: $(STAMP) ## Score the extraction on coded texts (../shared/gold and tests/corpora).
	$(BIN)/python -m tests.score $(ARGS)

.PHONY: bench
bench: .venv/.bench ## Measure extracting, loading and querying, beside what else one could use (minutes).
	$(BIN)/python -m tests.bench $(ARGS)

.venv/.bench: tests/bench/requirements.txt $(STAMP)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r tests/bench/requirements.txt
	touch $@

.PHONY: fuzz
fuzz: .venv/.fuzzer ## Feed readers and extractor what no writer types (ARGS="--seconds 60 --only extractor").
	$(BIN)/python -m tests.fuzz $(ARGS)

.venv/.fuzzer: tests/fuzz/requirements.txt $(STAMP)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r tests/fuzz/requirements.txt
	touch $@

.PHONY: lock
lock: | $(UV) ## Bring requirements.lock up to date with pyproject.toml (UPGRADE=--upgrade for newer versions).
	$(UV) pip compile pyproject.toml --all-extras --group dev --python-version 3.12 --universal \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(UPGRADE) --quiet --output-file requirements.lock
	$(UV) pip compile --group bench --constraint requirements.lock --python-version 3.12 --universal \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(UPGRADE) --quiet --output-file tests/bench/requirements.txt

.PHONY: clean
clean: ## Remove the virtual environments and everything that was built.
	rm -rf .venv .uv-env site build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis .fuzz
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The lock holds the whole closure, so nothing is resolved here (--no-deps is what sync does), and
# the build backend is in it too, so installing the project itself fetches nothing either.
$(STAMP): requirements.lock pyproject.toml .python-version | $(UV)
	test -x $(BIN)/python || $(UV) venv --quiet .venv
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

.uv-env/bin/uv:
	python3 -m venv .uv-env
	.uv-env/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
