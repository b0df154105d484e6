# A table of contents: every command is one line, what it does is in dev/ (`dev/run help`).

DB ?= receivables_dev
SERVE ?= yes
ROOM ?=

.DEFAULT_GOAL := help
.PHONY: help demo pictures test random lint rules odoo db bench i18n house clean stop

help:  ## this list
	@grep -E '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

demo:  ## a database with examples, sample documents in build/demo/, and a server (SERVE=no: stop before serving)
	dev/run demo SERVE=$(SERVE)

pictures:  ## the screens in docs/images, in English and French, from the examples
	dev/run pictures

test:  ## every test: rules, Odoo's runner, pytest with a browser, the set-up itself (ROOM=receipts: one room)
	dev/run test ROOM=$(ROOM)

random:  ## the random tests, for long, with new seeds
	dev/run random

lint:  ## every check of style, on every file
	dev/run lint

rules:  ## the examples in the rules' docstrings, at once
	dev/run rules

odoo:  ## serve the database DB, with the module up to date
	dev/run db $(DB)
	dev/run odoo -d $(DB)

db:  ## create the database DB with the module, or update the module in it
	dev/run db $(DB)

bench:  ## measure speed on a large ledger
	dev/run bench

i18n:  ## export the words to translate, merge them into fr.po, say what is missing
	dev/run i18n

house:  ## the rooms of the addon, their floors and what uses what
	dev/run house

stop:  ## stop the embedded PostgreSQL
	dev/run stop

clean:  ## remove what was built in the clone; the cache of all clones stays
	rm -rf build .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
