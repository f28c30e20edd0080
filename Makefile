# make demo and make test need Python 3.11 or newer and nothing else.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# For commands that need settings but encrypt and sign nothing.
NO_SECRETS := SECRET_KEY=none FIELD_KEYS=bm90aGluZy1pcy1lbmNyeXB0ZWQtd2l0aC10aGlzLSE=
SOURCES := manage.py network_portal partners offers referrals tests bench docs

.PHONY: setup dev demo run test check bench accessibility pictures messages lock

setup: .venv/installed ## everything the portal needs

dev: .venv/installed-dev ## and everything its tests need

.venv/installed: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

.env: | .venv/installed
	$(BIN)/python -m network_portal.first_settings > $@

demo: setup .env ## the demo network on http://127.0.0.1:8000 (PORT=… for another port)
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py load_demo
	$(MAKE) --no-print-directory run

run: setup .env ## serve what is there with the production server
	$(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@echo "The portal is on http://127.0.0.1:$(PORT)/ – stop it with Ctrl+C."
	$(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers 2 --blocking-threads 64 \
		--backlog 1024 --workers-kill-timeout 15 --respawn-failed-workers --no-ws network_portal.wsgi:application

test: dev ## the whole suite: SQLite, PostgreSQL and browser where they are found
	$(BIN)/python -m tests.run

check: dev ## what CI checks besides the tests
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/djlint --quiet --lint templates
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') DEBUG=false HTTPS=true \
		FIELD_KEYS=bm90aGluZy1pcy1lbmNyeXB0ZWQtd2l0aC10aGlzLSE= $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(NO_SECRETS) $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.catalogue

bench: dev ## speed and memory as ratios to a bare Django view; see docs/performance.md
	$(BIN)/python -m bench
	$(BIN)/python -m bench.search
	$(BIN)/python -m bench.reports
	$(BIN)/python -m bench.api
	$(BIN)/python -m bench.publishing
	$(BIN)/python -m bench.together

accessibility: dev ## axe on every page in all six ways (needs Chromium; some minutes)
	THOROUGH=1 $(BIN)/python -m pytest -q -n 2 --dist loadfile tests/browser/test_accessibility.py tests/browser/test_partners_pages.py

pictures: dev ## take the pictures of docs/partner/ anew (needs Chromium)
	$(BIN)/python -m docs.pictures

messages: dev ## collect the texts for locale/ (needs GNU gettext)
	$(NO_SECRETS) $(BIN)/python manage.py makemessages --locale de --add-location file --no-wrap --no-obsolete \
		--ignore '.venv/*' --ignore 'tests/*' --ignore 'bench/*' --ignore 'var/*'
	$(NO_SECRETS) $(BIN)/python manage.py compilemessages --locale de --ignore '.venv'

lock: ## write the lock files anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 pyproject.toml --output-file requirements.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 --extra dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt
