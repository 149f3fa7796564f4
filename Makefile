# Discourse KG. `make` lists what can be made; `make explore` is the whole thing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# PyTorch's own index holds the small CPU build; where it can't be reached, the pin alone is used.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
GRAPHS := graphs

.DEFAULT_GOAL := help
.PHONY: help install explore graphs test check screenshots clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The stamps hold when the lock has not changed since the last installation.
$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --no-deps --retries 0 --timeout 15 --index-url $(TORCH_INDEX) "$$(grep '^torch==' requirements.lock)" 2>/dev/null \
	  || $(PIP) --no-deps "$$(grep '^torch==' requirements.lock)"
	$(PIP) --requirement requirements.lock
	$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/.installed-test: requirements-test.lock $(VENV)/.installed
	$(PIP) --requirement requirements-test.lock
	@touch $@

install: $(VENV)/.installed  ## install the tested versions into .venv

graphs: $(VENV)/.installed  ## build both graphs, of seeds/ and of the invented debate, into graphs/
	$(BIN)/kg build seeds --to $(GRAPHS)/seeds
	$(BIN)/kg build seeds/example-debate --to $(GRAPHS)/example-debate

explore: graphs  ## build the graphs and open the explorer on them
	$(BIN)/kg explore --graph $(GRAPHS)/seeds --graph $(GRAPHS)/example-debate

check: $(VENV)/.installed-test  ## style, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check  ## all of check, and the tests
	$(BIN)/python -m pytest

clean:  ## remove the virtual environment and the graphs
	rm -rf $(VENV) $(GRAPHS) graph build dist
