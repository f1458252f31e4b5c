# `make run` and `make test` do all the set-up themselves; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help

UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv),.tools/uv/bin/uv)
PYTHON := .venv/bin/python
READY := .venv/.ready

export PYTHONPATH := $(CURDIR)
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

.PHONY: help run test check train shell eval bench translations format clean

help: ## List what can be done
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 22

.tools/uv/bin/uv:
	@echo "Fetching uv into .tools/ …"
	python3 -m venv .tools/uv || { echo "python3 has no venv module: install it (Debian: apt-get install python3-venv) and try again."; exit 1; }
	.tools/uv/bin/pip install --quiet "uv==$(UV_VERSION)"

$(READY): pyproject.toml uv.lock .python-version | $(filter .tools/%,$(UV))
	@$(UV) python find 3.10 >/dev/null 2>&1 || $(UV) python install 3.10 || {
		echo "Nong Sitthi needs Python 3.10 (Rasa runs on no newer one): install it with 'uv python install 3.10' or 'pyenv install 3.10' and try again."
		exit 1
	}
	@echo "Installing the locked dependencies (about 2 GB on disk; only when they change) …"
	@$(UV) sync --locked
	@touch $@

run: $(READY) ## Start everything and say where to click (PORT=8080)
	@exec $(PYTHON) -m scripts.run

train: $(READY) ## Train the model and load the knowledge base if their inputs changed
	@$(PYTHON) -m scripts.prepare

shell: $(READY) ## Talk in the terminal to the assistant that `make run` started
	@$(PYTHON) -m scripts.shell

test: train ## Run every tier of the tests
	@$(PYTHON) -m pytest $(ARGS)

check: train ## Format, lint, types, import directions, training data, content
	@$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) -m knowledge check
	.venv/bin/rasa data validate --fail-on-warnings --max-history 3 --data data 2>&1 | grep -v -E 'Warning|warn' || exit 1

eval: train ## Measure understanding and answers on the evaluation sets
	@$(PYTHON) -m bench.evaluate

translations: $(READY) ## List the texts that no native speaker has read yet
	@$(PYTHON) -m scripts.translations

bench: train ## Measure start-up, training, memory, latency and throughput beside Rasa's starter bot
	@$(PYTHON) -m bench

format: $(READY) ## Format the code
	@$(PYTHON) -m ruff format . && $(PYTHON) -m ruff check --fix .

clean: ## Remove everything that was made, downloads included
	@rm -rf .venv .tools .rasa models var .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
