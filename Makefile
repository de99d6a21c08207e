# Two commands are all most people need: `make run` and `make test`.

PY ?= python3
V := .venv
UV := uv==0.13.8
BROWSER := $(shell command -v chromium-headless-shell || command -v chromium)
SYSTEM_PACKAGES := chromium-headless-shell libatomic1 fonts-dejavu-core
MODEL_FILES := $(shell find intents bot -name '*.yaml' -o -name '*.py' -o -name '*.json') train.py

# uv installs in seconds what pip does in half a minute; where uv cannot (a proxy's own certificates,
# a machine it has no build for), pip does the same work from the same hashes.
define install
$(PY) -m venv $(V)
$(V)/bin/pip install -q --disable-pip-version-check $(UV)
$(V)/bin/uv pip install -q --compile-bytecode --python $(V)/bin/python --require-hashes -r $(1) || \
	$(V)/bin/pip install -q --disable-pip-version-check --require-hashes -r $(1)
endef

.DEFAULT_GOAL := help
.PHONY: help run test check model bytecode pictures lock proof bench clean

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1	/' | expand -t 16

run: $(V)/.run bytecode ## set everything up and serve the bot at http://127.0.0.1:8000
	$(V)/bin/python serve.py

test: $(V)/.test browser model ## set everything up and run every test, the browser's included
	$(V)/bin/python -m pytest -n 2 --dist loadgroup tests

check: $(V)/.test ## lint, types, layers, formats and content, in a minute or less
	$(V)/bin/ruff check .
	$(V)/bin/ruff format --check .
	$(V)/bin/mypy bot web train.py serve.py
	$(V)/bin/lint-imports
	$(V)/bin/python train.py check

model: var/.trained ## train the model from intents/

var/.trained: $(MODEL_FILES) | $(V)/.run
	$(V)/bin/python train.py
	@mkdir -p var && touch $@

bytecode: $(V)/.run ## compile the code ahead, which a start otherwise does where it may write nothing
	$(V)/bin/python -m compileall -q bot web

proof: $(V)/.test model bytecode ## measure: start, latency, memory, one turn, emergencies, a hurt server, 20,000 replies
	$(V)/bin/python -m tests.benchmarks.serving
	$(V)/bin/python -m tests.benchmarks.brain
	$(V)/bin/python -m tests.benchmarks.safety
	$(V)/bin/python -m tests.benchmarks.emergencies
	$(V)/bin/python -m tests.proof.approved_words
	$(V)/bin/python train.py evaluate --safety

bench: $(V)/.run ## measure on public data (DATASETS=path), beside plain systems; writes docs/benchmarks.md
	$(V)/bin/python train.py bench

pictures: $(V)/.test browser model ## make the pictures of the documentation from the real thing
	$(V)/bin/python -m tests.browser.pictures

lock: $(V)/.test ## resolve requirements*.in anew, with hashes
	for name in requirements requirements-postgres requirements-dev; do \
		$(V)/bin/uv pip compile -q --generate-hashes --no-emit-index-url --universal \
			--python-version 3.11 $$name.in -o $$name.txt || exit 1; done

clean: ## remove the environment, models and reports; keeps the database
	rm -rf $(V) var/models var/safety var/reports var/.trained

$(V)/.run: requirements.txt
	$(call install,$<)
	@touch $@

$(V)/.test: requirements-dev.txt
	$(call install,$<)
	@touch $@ $(V)/.run

.PHONY: browser
browser:
	@test -n "$(BROWSER)" || { [ "$$(id -u)" = 0 ] && apt-get update -q && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $(SYSTEM_PACKAGES); } || \
		{ echo "The browser tests need Chromium: apt-get install $(SYSTEM_PACKAGES)"; exit 1; }
