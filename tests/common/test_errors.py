"""An error carries its sentence for the catalogs and the values in it, and is worded where it is shown."""

import ast
import json
import pickle
from collections.abc import Iterator

import pytest

from geodata.common.errors import AsReportedError, DataFileError, Message, QuoteError
from geodata.common.language import marked, use
from geodata.desk.errors import Conflict, ConflictError
from geodata.presentation.wording import error_sentence
from tests.conftest import ROOT

MISSING = DataFileError(marked("the data file {file} is missing or cannot be read: put it back"), file="a.json")


def trees() -> dict[str, ast.Module]:
    paths = [path for room in ("geodata", "pages") for path in (ROOT / room).rglob("*.py")]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes()) for path in sorted(paths)}


def named(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def errors(modules: dict[str, ast.Module]) -> dict[str, ast.ClassDef]:
    """Return AsReportedError and what inherits from it, by name."""
    classes = [node for tree in modules.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found: dict[str, ast.ClassDef] = {}
    for _generation in classes:
        more = [each for each in classes if {"AsReportedError", *found} & {each.name, *map(named, each.bases)}]
        if len(more) == len(found):
            break
        found = {each.name: each for each in more}
    return found


def is_marked(text: ast.expr, constants: dict[str, ast.expr]) -> bool:
    """Tell whether a text is known to the catalogs: marked where it stands, or as a constant of its module."""
    if isinstance(text, ast.IfExp):
        return is_marked(text.body, constants) and is_marked(text.orelse, constants)
    if isinstance(text, ast.Name):
        return text.id in constants and is_marked(constants[text.id], {})
    return isinstance(text, ast.Call) and named(text.func) == "marked" and isinstance(text.args[0], ast.Constant)


def constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                yield named(target), node.value


def unmarked(tree: ast.Module, kinds: dict[str, ast.ClassDef]) -> Iterator[ast.Call]:
    """Yield what is raised with a text that is not marked, also where an error words itself when it is made."""
    own = {name for name, kind in kinds.items() if any(getattr(node, "name", "") == "__init__" for node in kind.body)}
    texts = {"Message", "AsReportedError", *kinds.keys() - own}
    known = dict(constants(tree))
    inside = {call for node in tree.body if getattr(node, "name", "") in own for call in ast.walk(node)}
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        is_text = named(call.func) in texts or (call in inside and named(call.func) == "__init__")
        if is_text and not is_marked(call.args[0], known):
            yield call


def test_every_error_has_a_sentence_marked_for_the_catalogs() -> None:
    modules = trees()
    kinds = errors(modules)
    assert {"AsReportedError", "DamageError", "Cancelled", "EngineError", "FieldsError"} <= kinds.keys()
    of_their_own = [
        f"{name}:{call.lineno}"
        for name, tree in modules.items()
        if name != "geodata/common/errors.py"
        for call in unmarked(tree, kinds)
    ]
    assert of_their_own == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('raise DataFileError(marked("a {b}"), b=1)', 0),
        ('_A = marked("a")\nraise errors.DataFileError(_A)', 0),
        ('raise DataFileError(marked("a") if b else marked("c"))', 0),
        ('raise DataFileError("a")', 1),
        ('raise DataFileError(f"a {b}")', 1),
        ('raise errors.DataFileError(marked(f"a {b}"))', 1),
        ('message = "a"\nraise DataFileError(message)', 1),
        ("def f(text):\n    return Message(text)", 1),
    ],
)  # fmt: skip
def test_an_unmarked_sentence_is_seen(source: str, count: int) -> None:
    kinds = errors({"errors.py": ast.parse("class DataFileError(AsReportedError): ...")})
    assert len(list(unmarked(ast.parse(source), kinds))) == count


def test_an_error_is_english_until_it_is_shown_to_a_reader() -> None:
    use("ru")
    try:
        assert str(MISSING) == "the data file a.json is missing or cannot be read: put it back"
        assert error_sentence(MISSING) == "файла данных a.json нет или его нельзя прочитать: верните его"
        use("uk")
        assert error_sentence(MISSING) == "файлу даних a.json немає або його не можна прочитати: поверніть його"
    finally:
        use("en")


def test_an_error_within_an_error_is_worded_too() -> None:
    quote = QuoteError(marked('the quote "{words}" is not in the stored text, character for character'), words="a")
    error = DataFileError(marked("does not load ({error})"), error=quote)
    assert str(error) == f"does not load ({quote})"
    use("ru")
    try:
        assert error_sentence(error) == "не загружается (цитаты «a» нет в сохранённом тексте символ в символ)"
    finally:
        use("en")


def test_a_value_is_never_taken_for_a_text_and_stays_on_one_line() -> None:
    error = AsReportedError("{one} and {two} and {three}", one="{two}\r\n{two.__class__}", two=" {one}")
    assert str(error) == "{two} {two.__class__} and  {one} and {three}"
    assert len(str(AsReportedError("{name}", name="x" * 100_000))) < 300


def test_an_error_is_the_same_after_pickling_and_as_json() -> None:
    conflict = Conflict(draft="d", kind="claim", key="k", mine=1, theirs=2, version=1, who="E", at=None)
    for error in (MISSING, ConflictError([conflict]), DataFileError(marked("does not load ({error})"), error=MISSING)):
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
        assert (type(copy), str(copy), copy.message.text) == (type(error), str(error), error.message.text)
        assert str(Message.from_json(json.loads(json.dumps(error.message.as_json())))) == str(error)
        assert getattr(copy, "conflicts", None) == getattr(error, "conflicts", None)


@pytest.mark.parametrize(
    "written", [None, [], ["a"], [1, {}], ["a", None], ["{a}", {"a": ["{a}", {"a": ["{a}", {"a": ["a", {}]}]}]}]]
)
def test_what_is_no_message_is_refused(written: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        Message.from_json(written)
