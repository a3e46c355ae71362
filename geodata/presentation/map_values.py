"""What the map is sent of a view: numbers, ids, names of the gazetteer and our own words, never an article's text."""

from collections.abc import Mapping
from typing import Any, Final

from geodata.common.language import _, current
from geodata.presentation import wording
from geodata.views.marks import Border, MapView, Mark, Shade

BORDER_PLACE: Final = "border"


def values(
    view: MapView,
    selected: str | None,
    caption: str = "",
    file_name: str = "as-reported",
    coded: Mapping[str, object] | None = None,
) -> dict[str, Any]:
    """Return ``view`` with the ``selected`` place marked, by the names ``static/source/map`` knows.

    ``caption`` and ``file_name`` are those of a saved picture. ``coded`` is what is drawn of a data set beside the
    claims: numbers, ids and our own words.
    """
    return {
        "selected": selected,
        "marks": [_mark(mark, view) for mark in sorted(view.marks, key=lambda mark: mark.number)],
        "shades": [_shade(shade, view) for shade in view.shades],
        "border": _border(view.border, view) if view.border else None,
        "words": _words(view),
        "caption": caption,
        "fileName": file_name,
    } | ({"coded": coded} if coded is not None else {})


def _evidence(found: Mark | Shade | Border, view: MapView) -> str:
    """Return the counts of a place in words."""
    several = view.several_articles
    return wording.evidence(found.quotes, found.citations, disputed=found.disputed, several_articles=several)


def _mark(mark: Mark, view: MapView) -> dict[str, Any]:
    return mark.model_dump() | {"label": wording.map_label(mark.name, "settlement", mark.number, _evidence(mark, view))}


def _shade(shade: Shade, view: MapView) -> dict[str, Any]:
    return shade.model_dump() | {"label": wording.map_label(shade.name, shade.level, None, _evidence(shade, view))}


def _border(border: Border, view: MapView) -> dict[str, Any]:
    label = wording.map_label("", BORDER_PLACE, None, _evidence(border, view))
    return border.model_dump() | {"place": BORDER_PLACE, "label": label}


def _words(view: MapView) -> dict[str, str | dict[str, str]]:
    """Return the map's own words, by the names ``static/source/map`` knows them under."""
    several = view.several_articles
    return {
        "lang": current(),
        "map": _("Map of reported places"),
        "border": _("The border"),
        "disputed": _("disputed"),
        "region": wording.level("region"),
        "district": wording.level("district"),
        "closer": _("Zoom in"),
        "wider": _("Zoom out"),
        "fullScreen": _("Full screen"),
        "leave": _("Leave full screen"),
        "save": _("Save picture"),
        "svg": _("SVG, a drawing"),
        "png": _("PNG, an image"),
        "unsaved": _("The picture could not be made."),
        "wheelHint": _("Ctrl and the wheel zoom the map"),
        "touchHint": _("Two fingers move the map"),
        "outside": _("Outside this view: {count}").format(count="{count}"),
        "failed": _("The base map could not be loaded. Places are shown without it."),
        "legend": {
            "head": _("Legend"),
            "fighting": _("Fighting, shelling"),
            "incursion": _("Incursion, crossing"),
            "control": _("Control of a place"),
            "other": _("Other claim"),
            "several": _("Several kinds"),
            "solid": _("Solid: quoted in an article") if several else _("Solid: quoted in the article"),
            "hollow": _("Hollow: other outlets only"),
            "vicinity": _("Dashed circle: near this place"),
            "quoted": _("Area as a whole, in an article") if several else _("Area as a whole, in the article"),
            "cited": _("Area as a whole, other outlets"),
            "border": _("The border, where claims name it"),
            "note": _("Boundaries imply no position on sovereignty or control."),
        },
    }
