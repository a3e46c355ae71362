"""Language tags in their usual letter case, whatever case a page gives them in."""

import re
from typing import Final

_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)
_REGION: Final = 2
_SCRIPT: Final = 4


def language_tag(written: str) -> str:
    """Return a language tag as BCP 47 writes it: "EN-US" and "en_us.UTF-8" are "en-US"; nothing if it is no tag."""
    tag = written.strip().partition(".")[0].replace("_", "-")
    if not _TAG.fullmatch(tag):
        return ""
    language, *parts = tag.lower().split("-")
    cased = (
        part.upper() if len(part) == _REGION else part.title() if len(part) == _SCRIPT and part.isalpha() else part
        for part in parts
    )
    return "-".join([language, *cased])
