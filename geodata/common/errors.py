"""Errors a person can act on: one base, one sentence each."""


class AsReportedError(Exception):
    """What is wrong and what to do about it, in one sentence fit to show a reader."""


class DataFileError(AsReportedError):
    """A data file is missing, unreadable, altered or not of the expected shape."""


class QuoteError(AsReportedError):
    """A quote is not in its article, or is there more than once without context."""


class TimeError(AsReportedError):
    """A time is not a date this product understands (EDTF levels 0 and 1)."""


class PlaceError(AsReportedError):
    """A place is unknown, or lies outside the region it is said to be in."""


class RecordError(AsReportedError):
    """An event or a relation refers to something that does not exist, or breaks a promise."""
