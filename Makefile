# Everything starts here. `make` alone lists what there is.
# The first call makes .venv and installs the locked packages; after that nothing is fetched any more.

PY := .venv/bin/python
RUN := .venv/.installed
DEV := .venv/.installed-dev
LOCK := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header $(UPGRADE)
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

# What is compiled once need not be compiled at every start.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: help install demo test check prove bench lock messages migrate clean lint format types imports spelling texts

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F '|' '{ printf "%-15s %s\n", $$1, $$2 }'

install: $(RUN) ## install what the bot needs into .venv

demo: $(RUN) ## try the bot in a browser: no token, no account, no network
	@$(PY) -m bot demo

test: $(DEV) ## run the tests on the embedded database
	$(PY) -m pytest -n 2 --dist worksteal

check: $(DEV) ## look at style, types, imports, spelling and texts without running the bot
	@$(MAKE) --no-print-directory --keep-going --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync) \
		types lint format imports spelling texts

prove: $(DEV) ## run the slow proofs: PostgreSQL, all stories, crashes, full disks, load
	$(PY) -m pytest -m "postgres and not prove" -n 2 --dist worksteal
	$(PY) -m pytest -m prove -n 2 --dist worksteal tests/test_stories.py
	$(PY) -m pytest -m prove --timeout 1200 --ignore tests/test_stories.py

bench: $(DEV) ## measure our speed next to a plain bot's, in one run (build/bench.json)
	@$(PY) -m tests.bench $(BENCH)

migrate: $(RUN) ## bring the database up to date
	@$(PY) -m bot migrate

lock: $(DEV) ## write the lock files anew from the .in files (make lock UPGRADE=--upgrade takes newer versions)
	$(LOCK) --output-file requirements.txt requirements.in
	$(LOCK) --output-file requirements-dev.txt requirements-dev.in

messages: $(DEV) person staff ## collect the texts to translate into locales/

clean: ## remove .venv and what tools left behind; kept data and keys stay
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	find bot handlers models migrations tests -name __pycache__ -prune -exec rm -rf {} +

# The parts of `make check`.
lint: $(DEV)
	@$(PY) -m ruff check
format: $(DEV)
	@$(PY) -m ruff format --check
types: $(DEV)
	@$(PY) -m mypy
imports: $(DEV)
	@$(PY) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo
spelling: $(DEV)
	@$(PY) -m codespell_lib
texts: $(DEV)
	@$(PY) -m bot check

# Catalogues. English is the source. A language that is missing gets a header with GNU's plural forms: pybabel would
# write its own, which differ for Arabic, Persian, Tigrinya and Amharic.
PERSON_LANGUAGES := ar fa ps ti fr
STAFF_LANGUAGES := fr
ONE_OTHER := nplurals=2; plural=(n != 1);
UPTO1_OTHER := nplurals=2; plural=(n > 1);
PLURAL_ar := nplurals=6; plural=(n==0?0:n==1?1:n==2?2:n%100>=3&&n%100<=10?3:n%100>=11?4:5);
PLURAL_fa := $(UPTO1_OTHER)
PLURAL_ti := $(UPTO1_OTHER)
PLURAL_fr := $(UPTO1_OTHER)
PLURAL_ps := $(ONE_OTHER)

.PHONY: person staff
person: KEYWORD := _
person: $(PERSON_LANGUAGES:%=locales/%/LC_MESSAGES/person.po)
staff: KEYWORD := _s
staff: $(STAFF_LANGUAGES:%=locales/%/LC_MESSAGES/staff.po)
person staff: $(DEV)
	@$(PY) -m babel.messages.frontend --quiet extract --mapping-file babel.cfg --no-default-keywords \
		--keyword $(KEYWORD) --add-comments "Translators:" --strip-comments --add-location file --width 120 \
		--project hro-phone-bot --copyright-holder "the HRO phone bot team" --output-file locales/$@.new .
	@sed '/^"POT-Creation-Date/d' locales/$@.new > locales/$@.pot && rm locales/$@.new
	@$(PY) -m babel.messages.frontend --quiet update --domain $@ --input-file locales/$@.pot --output-dir locales \
		--width 120 --ignore-obsolete --ignore-pot-creation-date

locales/%.po:
	@mkdir -p $(@D)
	@printf '%s\n' 'msgid ""' 'msgstr ""' '"Project-Id-Version: hro-phone-bot\n"' \
		'"Language: $(word 1,$(subst /, ,$*))\n"' '"MIME-Version: 1.0\n"' \
		'"Content-Type: text/plain; charset=UTF-8\n"' '"Content-Transfer-Encoding: 8bit\n"' \
		'"Plural-Forms: $(PLURAL_$(word 1,$(subst /, ,$*)))\n"' > $@
	@echo "New: $@"

# The virtual environment. Stamps say which lock file is installed; a changed lock file is installed again.
$(DEV): requirements-dev.txt requirements.txt | .venv/bin/pip
	@echo "Installing the packages for building and testing (only the first time, a minute or two) ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $(RUN) $(DEV)

$(RUN): requirements.txt | .venv/bin/pip
	@echo "Installing the packages the bot needs (only the first time, a minute or so) ..."
	@$(INSTALL) -r requirements.txt
	@touch $(RUN)

# Names of Pythons that are new enough (3.11); then the first of them that can make a virtual environment.
NEW = $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p; done; true)
ABLE = $(firstword $(shell for p in $(1); do $$p -c 'import venv, ensurepip' 2>/dev/null && echo $$p; done; true))

.venv/bin/pip:
	$(eval PYTHONS := $(NEW))
	$(if $(PYTHONS),,$(error Python 3.11 or newer is needed, and neither python3 nor python3.13, python3.12 or \
		python3.11 is that: please install one))
	$(eval PYTHON := $(call ABLE,$(PYTHONS)))
	$(if $(PYTHON),,$(error $(firstword $(PYTHONS)) cannot make a virtual environment: please install what is \
		missing, on Debian with: apt install $(firstword $(PYTHONS))-venv))
	@$(PYTHON) -m venv --clear .venv
