# One-word tasks for whoever changes the code; `tests/run` installs what they need. `make test FILE=tests/model/test_quotes.py`
# runs one file, and ARGS goes to pytest.
FILE ?= tests
ARGS ?=
PYTEST = .venv/bin/python -m pytest --numprocesses=$$(($$(nproc) * 3 / 2)) --dist=loadfile --no-loadscope-reorder --durations=20

.PHONY: edit check test test-browser test-all bundles

# The editors' desk: the same pages, which can also import and publish, for this machine only.
edit:
	AS_REPORTED_DESK=1 .venv/bin/streamlit run dashboard.py --server.address=127.0.0.1 --server.maxUploadSize=300

check:
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

# Neither a browser nor a database server.
test:
	$(PYTEST) -m "not long and not browser and not database" $(ARGS) $(FILE)

test-browser:
	$(PYTEST) -m "browser and not long" $(ARGS) $(FILE)

# Everything, the long forms of the kill and disk tests included.
test-all:
	tests/run -m ""

bundles:
	cd tools && npm ci --ignore-scripts && npm run build
