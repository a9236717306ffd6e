# Every target is one line of `make help`; CI runs `make test` and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The locks are whole, so pip resolves nothing: else it looks for "coverage[toml]" beyond the pinned "coverage".
PIP := -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement
CODE := imagepool tests benchmarks docs hatch_build.py

.DEFAULT_GOAL := help
.PHONY: help docs setup demo serve check test fix words lock parts

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 12

setup: $(VENV)/ready  ## make .venv with the imagepool command in it

$(VENV)/ready: requirements/dev.lock pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "imagepool needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(PIP) requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## the main job on the embedded default, then the pool on loopback
	$(BIN)/imagepool demo $(DEMO)

serve: setup  ## the pool of this folder on loopback
	$(BIN)/imagepool serve

check: setup  ## the gate: format, lint, types, contracts, licensing, words, tests
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/reuse --suppress-deprecation lint --quiet
	$(BIN)/codespell
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered $(TESTS)

test: parts check  ## the gate, with its real parts brought along (S3 server, PostgreSQL, Chromium, exiftool)

parts: setup .venv-s3/ready
	tests/servers/install.sh

.venv-s3/ready: requirements/s3.lock
	$(PYTHON) -m venv .venv-s3
	.venv-s3/bin/python $(PIP) requirements/s3.lock
	@touch $@

fix: setup  ## format, and mend what can be mended by machine
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

docs: setup  ## write the generated reference anew
	$(BIN)/python docs/generate.py

WORDS := imagepool/service/translations
words: setup  ## gather the words of the pages into the catalogues, to be translated there
	@mkdir -p build
	$(BIN)/pybabel -q extract -F $(WORDS)/babel.cfg -k lazy_gettext --no-location --sort-output --project imagepool --version 1 -o build/words.pot imagepool/service
	$(BIN)/pybabel -q update -i build/words.pot -d $(WORDS) --no-wrap --no-fuzzy-matching --ignore-obsolete
	$(BIN)/pybabel -q compile -d $(WORDS)

lock:  ## resolve the dependencies anew (needs uv)
	uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header \
		--group dev --extra heic --extra postgresql pyproject.toml --output-file requirements/dev.lock
	uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header \
		requirements/s3.in --output-file requirements/s3.lock
