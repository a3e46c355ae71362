# The editors' desk: the same pages, which can also import and publish, for this machine only.
edit:
	AS_REPORTED_DESK=1 .venv/bin/streamlit run dashboard.py --server.address=127.0.0.1 --server.maxUploadSize=300

.PHONY: edit
