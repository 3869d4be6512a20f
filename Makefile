# Two commands: `make demo` builds the example cases into output/, `make test` proves the program.
# Everything they need goes into .venv; system packages are installed only where missing, and only by root.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python
EXACT := $(INSTALL) --require-hashes
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --python-version 3.11

# One more than there are processors: while a test waits for a limit or for a build that another has begun, a third goes on.
WORKERS := $(shell $(PYTHON) -c "import os; print(min((os.cpu_count() or 1) + 1, 6))")

# Without its compiled files Python would compile every library anew in every process: twice the time of a build.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test proof lint bench pins fonts reference clean

demo: $(VENV)/.ready
	$(BIN)/submissions build
	$(BIN)/submissions pack

test: $(VENV)/.development
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations=10

# Whatever takes long: every template in every language and every example made twice, of which `test` takes a few.
proof: $(VENV)/.development
	$(BIN)/python -m pytest -n $(WORKERS) --proof -m proof

lint: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.development
	$(BIN)/python -m benchmarks

# Write the requirements files again from pyproject.toml.
pins: $(VENV)/bin/uv
	$(COMPILE) --upgrade --extra development pyproject.toml -o requirements/development.txt
	$(COMPILE) --upgrade -c requirements/development.txt pyproject.toml -o requirements/run.txt
	printf 'hatchling\neditables\n' | $(COMPILE) --upgrade - -o requirements/set-up.txt
	printf 'uv\n' | $(COMPILE) --upgrade - -o requirements/uv.txt

# Make the faces of further scripts from Debian's packages fonts-noto-core and fonts-noto-cjk, and install their wheel.
fonts: $(VENV)/.ready
	$(BIN)/python tools/build_fonts.py
	$(INSTALL) --no-deps --no-build-isolation ./fonts

# Write the generated pages of docs/reference again.
reference: $(VENV)/.development
	$(BIN)/python tools/reference.py
	$(BIN)/python -m submissions.schema docs/reference/case-file.md

clean:
	rm -rf $(VENV) dist build

$(VENV)/bin/uv: requirements/uv.txt
	sh tools/system-packages
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	touch $@

$(VENV)/.ready: requirements/run.txt requirements/set-up.txt pyproject.toml $(VENV)/bin/uv
	$(EXACT) -r requirements/run.txt -r requirements/set-up.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.development: requirements/development.txt $(VENV)/.ready
	$(EXACT) -r requirements/development.txt
	touch $@
