"""Text that goes where Markdown is read, and must mean nothing there but itself."""

import re
from typing import Final

# In Markdown, any of these may mean something; a backslash before it takes the meaning away.
_MEANINGFUL: Final = re.compile(r"([!-/:-@\[-`{-~])")


def literal(text: str) -> str:
    """Return ``text`` on one line, so that Markdown shows it as it is."""
    return _MEANINGFUL.sub(r"\\\1", " ".join(text.split()))
