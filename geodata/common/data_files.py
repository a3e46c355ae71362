"""Reading data files: every failure is one sentence that names the file, the record and the remedy."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from geodata.common.errors import AsReportedError, DataFileError, Message
from geodata.common.language import marked

Model = TypeVar("Model", bound=BaseModel)


def read_text(path: Path) -> str:
    """Return the content of a UTF-8 file; raise DataFileError if it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataFileError(
            marked("the data file {file} is missing or cannot be read: put it back"), file=path.name
        ) from error
    except UnicodeDecodeError as error:
        raise DataFileError(
            marked("the data file {file} is not UTF-8 text ({error}): put the last good one back"),
            file=path.name,
            error=error,
        ) from error


def read_json(path: Path) -> Any:  # noqa: ANN401 - JSON is any; a model checks it next
    """Return the content of a JSON file; raise DataFileError if it is missing or not JSON."""
    try:
        return json.loads(read_text(path), object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise DataFileError(
            marked("the data file {file} is not valid JSON ({error}): correct it or put the last good one back"),
            file=path.name,
            error=error,
        ) from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; refuse a repeated name, of whose values JSON would silently keep the last."""
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _ in pairs]
        message = f'the name "{next(name for name in names if names.count(name) > 1)}" stands twice in one object'
        raise ValueError(message)
    return content


def read_rows(path: Path, columns: Iterable[str] = ()) -> Iterator[dict[str, str]]:
    """Yield the rows of a UTF-8 CSV file with a header; raise DataFileError if it cannot be read or lacks a column."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            for column in columns:
                if column not in (reader.fieldnames or ()):
                    raise DataFileError(
                        marked('{file} has no column "{column}": put it back'), file=path.name, column=column
                    )
            for row in reader:
                if None in row or None in row.values():
                    raise DataFileError(
                        marked("line {line} of {file} has not as many cells as the header: correct it"),
                        line=reader.line_num,
                        file=path.name,
                    )
                yield row
    except OSError as error:
        raise DataFileError(
            marked("the data file {file} is missing or cannot be read: put it back"), file=path.name
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataFileError(
            marked("the data file {file} is damaged ({error}): put the last good one back"), file=path.name, error=error
        ) from error


def read_model(path: Path, model: type[Model], **more: object) -> Model:
    """Return the JSON object in ``path``, with the fields in ``more``, as a ``model``."""
    content = read_json(path)
    if not isinstance(content, dict):
        raise DataFileError(
            marked("the data file {file} must hold one JSON object: put the last good one back"), file=path.name
        )
    return make(model, content | more, f"{path.name}")


def make(model: type[Model], fields: dict[str, Any], where: str | Message) -> Model:
    """Return ``fields`` as a ``model``; raise DataFileError naming ``where`` and the first field at fault."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or Message(marked("the record"))
        cause = getattr(first.get("ctx", {}).get("error"), "__cause__", None)
        raise DataFileError(
            marked("in {where}, {field}: {reason}; correct it"),
            where=where,
            field=field,
            reason=cause if isinstance(cause, AsReportedError) else first["msg"].removeprefix("Value error, "),
        ) from error
