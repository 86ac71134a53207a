# The only entrance. Each target prints one line of help: make help
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
ifeq ($(PYTHON),)
$(error Saphan needs Python 3.11 or newer, and none was found. Install it, then run this again)
endif

.DEFAULT_GOAL := help
.PHONY: help run test test-long coverage check bench

help: ## print these lines
	@grep -E '^[a-z-]+: ## ' Makefile | sed -E 's/^([a-z-]+): ## (.*)/make \1\t\2/' | expand -t 18

run: ## set up, start the database, fill the demo and serve it at http://127.0.0.1:8000
	@$(PYTHON) tools/environment.py run
	@exec .venv/bin/saphan run --demo

test: ## everything that CI runs: environment, browser and fonts, words, lint, types, rooms, tests
	@$(PYTHON) tools/phases.py environment machine words lint format types rooms templates tests

test-long: ## what takes long, at full size: killed twenty times in 2,000 voices; 10,000 messages twice by each channel; sixty days of a curious manager; the real language model; Spark beside DuckDB (needs Java 17)
	@$(PYTHON) tools/phases.py environment words long manager storms nlp model scale spark

coverage: ## the tests once more, half as long again, counting which lines they reach: under 95 % fails
	@$(PYTHON) tools/phases.py environment machine words coverage

check: ## lint, types and the direction of the rooms, without tests
	@$(PYTHON) tools/phases.py environment lint format types rooms templates

bench: ## measure every figure and write benchmarks/results.json
	@$(PYTHON) tools/phases.py environment machine words bench
