# Each target does all its own set-up. Needs Python 3.11 or newer with venv and pip; nothing else.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test lint bench schemas conditions monitoring pictures kafka soak model model-versus-spacy clean

demo: $(READY)
	@$(BIN)/mifeng demo

test: $(READY) lint
	@$(BIN)/python -m pytest

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(READY)
	@$(BIN)/python -m benchmarks

schemas: $(READY)
	@$(BIN)/python -m pipeline.schema

# What is known of each pattern before a process starts, read off the expressions again.
conditions: $(READY)
	@$(BIN)/python -m detectors.write_conditions

# Alerts, their unit tests and dashboards, from the lists in deploy/alerts and deploy/grafana.
monitoring: $(READY)
	@$(BIN)/python -m deploy.alerts
	@$(BIN)/python -m deploy.grafana

# The dashboards as pictures for docs/images, from five minutes of made-up traffic on Kafka of its own.
pictures: $(READY)
	@$(BIN)/python -m tests.deploy.pictures

# An Apache Kafka broker to try things on, until Ctrl-C. Needs Java 17 and, the first time, Maven.
kafka: $(READY)
	@$(BIN)/python -m tests.kafka.start

# Workers and brokers killed, frozen and fenced, over 210,000 messages, on Kafka of its own; then everything is compared.
# Takes the better part of an hour. `make soak SOAK="kills --share 0.1 --seed 7"`: one scenario, fewer messages, the same again.
soak: $(READY)
	@$(BIN)/python -m tests.soak $(SOAK)

# The models again, from the texts in training/: under 30 minutes, and the same bytes each time. The judge of hints takes seconds.
model: $(READY)
	@$(BIN)/python -m training.judge
	@$(BIN)/python -m training

# How spaCy's own NER fares on the same data: 15 minutes of training and the scores. Writes nothing.
model-versus-spacy: $(READY)
	@$(BIN)/python -m training.versus_spacy

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "mifeng needs Python 3.11 or newer; found $$($(PYTHON) --version 2>&1). Set PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' \
	  || { echo "mifeng needs the venv module; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
