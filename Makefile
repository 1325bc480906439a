# One command sets up, one command checks all. `make help` lists the commands.
#
# Everything runs in .venv, made from requirements.txt (exact versions with hashes) the first time it is needed
# and made again when that file changes. Paths are relative, so that a folder with spaces in its name works.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

PY := .venv/bin/python
LOCKED := .venv/.locked
READY := .venv/.ready

# Material prints a notice about the future of MkDocs on every build. Our pins know (pyproject.toml).
export NO_MKDOCS_2_WARNING := 1
# Neither a caller's settings nor another project's packages get in, and what is compiled once is kept.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV PYTHONDONTWRITEBYTECODE
# SOURCE_DATE_EPOCH, SITE_URL, EDIT_URI, BOT_REQUIRE_BROWSER and BOT_REQUIRE_TOOLS are passed on as they are.

.PHONY: help site serve test check tidy audit fuzz bench lock clean

help: ## this list
	@echo 'Balance of Terror: make <command>'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/  \1|\2/p' Makefile | while IFS='|' read -r name says; do printf '%-9s %s\n' "$$name" "$$says"; done

site: $(READY) ## run the models and build the site into site/
	@$(PY) -m mkdocs build --strict
	@$(PY) -c 'from pathlib import Path; page = Path("site", "index.html").resolve(); print(f"\nThe site is ready. Open {page}\nor {page.as_uri()}")'

serve: $(READY) ## live preview while you write: http://127.0.0.1:8000/
	@$(PY) -m mkdocs serve

test: $(READY) ## every test; browser tests too where there is a Chromium (BOT_REQUIRE_BROWSER=1: no skipping)
	@$(PY) -m pytest --numprocesses auto --dist loadscope --no-loadscope-reorder

check: $(READY) ## lint, format, types and import rules
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) .venv/bin/lint-imports

tidy: $(READY) ## format the code and mend what lint can mend
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

audit: $(READY) ## the built site before axe, Lighthouse, the Nu checker and without scripts (needs npm, Java, Chromium)
	@bash .ci/tools audit
	@$(PY) tests/audit/run.py $(or $(PARTS),)

# Its fuzzer lives in an environment of its own: it is no part of the lock, and no build needs it.
fuzz: ## fuzz the loader with coverage, MINUTES=20 long; what it finds lies in .cache/fuzz/found
	@test -x .cache/fuzz/env/bin/python || { python3 -m venv .cache/fuzz/env && .cache/fuzz/env/bin/python -m pip install --quiet 'atheris>=3,<4' -e .; }
	@mkdir -p .cache/fuzz/found
	@PYTHONPATH=. .cache/fuzz/env/bin/python tests/fuzz/loader.py .cache/fuzz/seeds -max_len=8000 -timeout=120 -rss_limit_mb=2000 \
	  -artifact_prefix=.cache/fuzz/found/ -max_total_time=$$(( $(or $(MINUTES),20) * 60 ))

bench: $(READY) ## benchmarks against their goals, into bench.json (FULL=1: up to 500 studies, an hour)
	@$(PY) tests/bench/run.py $(if $(FULL),--full)

lock: ## resolve requirements.txt anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo 'make lock needs uv: https://docs.astral.sh/uv/' >&2; exit 1; }
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --extra dev \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' pyproject.toml -o requirements.txt

clean: ## remove everything made here, the environment and the caches too
	rm -rf .venv .cache site build bench.json *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment -------------------------------------------------------------------------------------------

# An environment whose Python is gone (an upgrade of the system, a copied folder) is made again.
ifneq ($(wildcard $(LOCKED)),)
ifneq ($(shell $(PY) -c 'print(1)' 2>/dev/null),1)
.PHONY: $(LOCKED)
endif
endif

# PYTHON=... chooses one; otherwise the first of these that is new enough.
$(LOCKED): requirements.txt
	@python=; if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; else set -- python3 python3.14 python3.13 python3.12 python3.11; fi; \
	for name in "$$@"; do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { python="$$name"; break; }; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Balance of Terror needs Python 3.11 or newer; here $${PYTHON:-python3} is $$("$${PYTHON:-python3}" --version 2>&1 | tail -n 1)." >&2; \
	  echo 'Install one from https://www.python.org/downloads/ or name it: make PYTHON=/path/to/python3.12 site' >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "$$python cannot make virtual environments: its module venv or ensurepip is missing." >&2; \
	  echo 'On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; \
	fi; \
	echo "Making .venv with $$("$$python" --version) and the versions pinned in requirements.txt (once)"; \
	"$$python" -m venv --clear .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.txt
	@touch $(LOCKED)

# The package itself, editable: nothing is fetched, its build tool came with the lock.
$(READY): $(LOCKED) pyproject.toml
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
	@touch $(READY)
