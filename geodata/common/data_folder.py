"""The folder for what people add: imported data sets, the desk's store, and published editions."""

import os
from pathlib import Path


def data_folder() -> Path:
    """Return ``AS_REPORTED_DATA`` from the environment, else ``as-reported`` in the user's XDG data folder.

    The folder need not exist: reading finds nothing in it then, and the first write makes it.
    """
    chosen = os.environ.get("AS_REPORTED_DATA")
    if chosen:
        return Path(chosen).absolute()
    shared = os.environ.get("XDG_DATA_HOME")
    return (Path(shared) if shared else Path.home() / ".local" / "share") / "as-reported"


def datasets_folder() -> Path:
    """Return the folder of the imported data sets."""
    return data_folder() / "datasets"
