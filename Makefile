# Taiqu's own commands. `make run` and `make test` need nothing but git, make, python3 and
# sudo or root on Debian or Ubuntu: everything else they fetch themselves.

HOST ?= 127.0.0.1
PORT ?= 8000
# Probes of a promise that has a number: 0 is all of them.
N ?= 0
# Two at a time, a file's tests together: what a file sets up dear is then set up once.
# PYTEST_ARGS="-n 0 -x tests/ledger" for one place in one process.
PYTEST_ARGS ?= -n 2 --dist loadfile
PYTHON_HERE = .venv/bin/python

# Two set-ups at once would install over each other.
.NOTPARALLEL:
.PHONY: help run demo test check bench sec-authz promises screenshots ready ready-test ready-check clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: ready ## set up, load the demo station into an empty database, serve it
	@setup/demo if-empty
	@exec $(PYTHON_HERE) -m app serve --host $(HOST) --port $(PORT)

demo: ready ## a fresh demo station; the demo before it is kept beside it
	@setup/demo afresh

test: ready-test check ## lint, types, then every test, on SQLite and on PostgreSQL
	@TAIQU_CHROMIUM="$$(setup/chromium)" $(PYTHON_HERE) -m pytest -rs $(PYTEST_ARGS)
	@echo "Once more on PostgreSQL, what touches the database:"
	@setup/with-postgres $(PYTHON_HERE) -m pytest -rs $(PYTEST_ARGS)

check: ready-check ## lint and types only
	@$(PYTHON_HERE) -m ruff check .
	@$(PYTHON_HERE) -m ruff format --check .
	@$(PYTHON_HERE) -m mypy app tests

bench: ready-test ## measure pages against a bare route; JSON lines
	@$(PYTHON_HERE) -m tests.bench

sec-authz: ready-check ## every route x every role x own and foreign things; N=600 takes some
	@$(PYTHON_HERE) -m tests.sec_authz --n $(N)

promises: ready-check ## every promise that has a number, at small N
	@$(MAKE) --no-print-directory sec-authz N=600

screenshots: ready-test ## the README's pictures, docs/*.png
	@TAIQU_CHROMIUM="$$(setup/chromium)" $(PYTHON_HERE) -m tests.screenshots

ready:
	@setup/system run
	@setup/venv run

ready-check: ready
	@setup/venv test

# Tests that need what cannot be installed here are skipped, with the reason (exit 2).
ready-test:
	@setup/system test || [ $$? -eq 2 ]
	@setup/venv test

clean: ## remove caches and .venv; data/ stays
	rm -rf .venv .make .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
