"""What commands have in common: how they end."""

import sys
from collections.abc import Callable

from geodata.common.errors import AsReportedError


def ended(act: Callable[[], str], failing: str) -> int:
    """Return the exit code: 0 and what ``act`` says it did, or 1 and one sentence why not.

    ``failing`` begins the sentence where the system refuses, as in "map.html cannot be written".
    """
    try:
        done = act()
    except OSError as error:
        sys.stderr.write(f"{failing}: {error.strerror}.\n")
        return 1
    except AsReportedError as error:
        sys.stderr.write(f"{error}.\n")
        return 1
    sys.stdout.write(f"{done}\n")
    return 0
