# `make help` lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh
# A test begins Steward some hundred times, and four workers read the tests: compile what they read once.
export PYTHONDONTWRITEBYTECODE :=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q install -c constraints.txt
TOOL_sbom := cyclonedx-bom>=7,<8
TOOL_advisories := pip-audit>=2.9,<3
SOURCE := pypi
NEEDS := pyproject.toml constraints.txt

.PHONY: help run test soak coverage lint style types tested bench pictures words manifest deeds sbom advisories sure clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/for-running ## start: in Slack where there are tokens, else in a workspace on this machine
	@$(BIN)/steward run

test: .venv/for-testing style ## lint, types, import contracts and the tests
	@# The types keep one processor busy: the tests, which wait now and then, have the other meanwhile.
	@$(MAKE) --no-print-directory -j 2 types tested
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	echo "*** No Chromium on this machine: the browser tests were SKIPPED. Get it: apt-get install chromium"

tested: .venv/for-testing
	$(BIN)/python -m pytest -n 4 --dist worksteal -m "not soak"

soak: .venv/for-testing ## what takes long: every use case and story on PostgreSQL as well, and sealed; new examples, a quarter minute by minute
	HYPOTHESIS_PROFILE=search $(BIN)/python -m pytest -n 3 --dist worksteal -m "soak or hypothesis"
	STEWARD_TESTS_SEALED=yes $(BIN)/python -m pytest -n 3 --dist worksteal -m "not soak" tests/storage tests/services tests/scenarios

coverage: .venv/for-testing ## all tests, and which lines they did not reach
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered

lint: style types ## style, types, import contracts

style: .venv/for-testing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/for-testing
	$(BIN)/mypy

bench: .venv/for-testing ## speed, as ratios measured in one run
	$(BIN)/python -m tests.bench

sure: test soak ## everything to be sure of before a push

pictures: .venv/for-testing ## take the README's pictures anew (needs a Chromium)
	$(BIN)/python -m tests.browser.pictures

manifest: .venv/for-running ## write manifest.json anew from bot/slack/manifest.py
	$(BIN)/steward manifest > manifest.json

deeds: .venv/for-testing ## write docs/who-may.md and who-sees.md anew from bot/domain/access.py
	$(BIN)/python -m tests.house.who_may
	$(BIN)/python -m tests.house.who_sees

words: .venv/for-testing ## gather the sentences into the catalogs, to be translated
	@mkdir -p build
	$(BIN)/pybabel -q extract -F messages/babel.cfg -k label -k count:1,2 --no-location -o build/steward.pot messages
	for code in zh_Hans zh_Hant; do \
	  $(BIN)/pybabel -q update -D steward -i build/steward.pot -d messages/locale -l $$code --no-fuzzy-matching --ignore-obsolete --no-wrap || exit 1; \
	done

sbom: .venv/for-running build/tools/sbom ## write build/sbom.json: what Steward is built of (CycloneDX)
	build/tools/bin/cyclonedx-py environment --output-reproducible --of JSON -o build/sbom.json $(BIN)/python
	@echo "build/sbom.json: what is installed in .venv. Made after 'make clean run' it has no tools of the tests in it."

advisories: build/tools/advisories ## ask whether the pinned versions have known faults (needs pypi.org, or osv.dev with SOURCE=osv)
	@build/tools/bin/pip-audit --strict --no-deps --disable-pip -s $(SOURCE) -r constraints.txt || \
	{ echo "*** Known faults are above, or no source of advisories was reached."; exit 1; }

build/tools/%:
	@test -x build/tools/bin/python || $(BIN)/python -m venv build/tools
	@build/tools/bin/python -m pip --disable-pip-version-check -q install '$(TOOL_$*)'
	@touch $@

clean: ## take away what was made
	rm -rf .venv build steward.egg-info .coverage htmlcov test-results .*_cache

.venv/for-running: $(NEEDS)
	@.ci/venv
	@echo "Installing what Steward needs (once)…"
	@$(PIP) -e .
	@touch $@

.venv/for-testing: $(NEEDS)
	@.ci/venv
	@echo "Installing what the tests need (once)…"
	@# A module is compiled where it is first read: most of what is installed never is.
	@$(PIP) --no-compile -e '.[dev]'
	@touch $@ .venv/for-running
