"""The location of a claim: its place mention, the gazetteer candidates, and every other choice, "no place" included."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from geodata.common.language import _, marked
from geodata.desk.review.proposals import offered, placed
from geodata.desk.store.draft_records import DraftClaim
from geodata.desk.suggestions import Choice, MatchKind, PlaceSuggestion
from geodata.model.places import Place, PlaceMention, Precision
from geodata.model.quotes import Quote
from geodata.model.spans import quote_at
from geodata.presentation import wording
from geodata.presentation.locator import locator
from pages.components.desk import desk_words, gazetteer, session
from pages.components.desk.session import Workspace
from pages.components.shell import browser

_choices = browser.component("desk/choices")
_map = browser.component("desk/map")
_MATCHES: Final = {
    MatchKind.EXACT: marked("exact name"),
    MatchKind.VARIANT: marked("another spelling"),
    MatchKind.FUZZY: marked("similar name, not preselected"),
    MatchKind.UNRESOLVED: marked("not in the gazetteer"),
}
_MOST: Final = 8


@dataclass(frozen=True)
class _Candidate:
    id: str
    mention: PlaceMention
    places: tuple[Place, ...]
    detail: str = ""
    reason: str = ""


def key(claim: DraftClaim) -> str:
    """Return the key of the component that sends the chosen candidate."""
    return f"{claim.id} place"


def chosen(workspace: Workspace, claim: DraftClaim, way_id: object) -> tuple[PlaceMention, tuple[Place, ...]] | None:
    """Return the candidate's place mention with its places, or None."""
    ways = (way for _group, ways in _groups(workspace, claim) for way in ways)
    return next(((way.mention, way.places) for way in ways if way.id == way_id), None)


def show(workspace: Workspace, claim: DraftClaim, take: Callable[[Place, PlaceMention], object]) -> None:
    """Draw the location candidates of the claim; ``take`` saves a region that is chosen in place of a town."""
    st.text(_("Place"))
    data = {
        "language": workspace.draft.article.content.article.language,
        "groups": [_drawn_group(workspace, claim, suggestion, ways) for suggestion, ways in _groups(workspace, claim)],
    }
    _choices(data=data, key=key(claim), on_acts_change=lambda: None)
    if claim.place and claim.place.precision.is_pin:
        st.segmented_control(
            _("How precisely the words name it"),
            [Precision.SETTLEMENT, Precision.VICINITY],
            format_func=wording.precision,
            key=f"{claim.id} precision",
            required=True,
        )
    if claim.place and claim.place.precision is Precision.BORDER:
        regions = [
            place.id for place in workspace.places.values() if place.level == "region" and not place.is_elsewhere
        ]
        st.multiselect(
            _("Along these regions"),
            list(dict.fromkeys([*claim.place.along, *regions])),
            format_func=lambda region: workspace.places[region].name,
            key=f"{claim.id} along",
            select_all=False,
        )
    words = st.text_input(_("Look up another place"), key=_look_up(claim), placeholder=_("the beginning of its name"))
    if words and words.strip() and not gazetteer.search(words, workspace.edition, _MOST):
        _say_nothing_found(workspace, claim, words.strip(), take)


def show_map(workspace: Workspace, claim: DraftClaim) -> None:
    """Draw the chosen place on a small map, nothing if it has no position or outline."""
    ids = claim.place.places if claim.place else ()
    found = locator(gazetteer.entries(ids, workspace.edition))
    named = _(" and ").join(
        desk_words.place(workspace.places[place], workspace) for place in ids if place in workspace.places
    )
    words = _("Small map: {place}").format(place=named)
    _map(data={"map": found._asdict() if found else None, "words": words}, key=f"{claim.id} map")


def _say_nothing_found(
    workspace: Workspace, claim: DraftClaim, words: str, take: Callable[[Place, PlaceMention], object]
) -> None:
    """Say that no name begins so, and offer the regions the article is about in place of the town."""
    st.text(_("No place whose name begins with “{words}” is known. Choose the region it lies in:").format(words=words))
    held = [place.id for place in workspace.edition.places.values() if place.level == "region"]
    focus = workspace.draft.article.content.focus or held[:_MOST]
    regions = (workspace.places.get(region) or gazetteer.place(region, workspace.edition) for region in focus)
    for region in filter(None, regions):
        st.button(
            desk_words.place(region, workspace),
            key=f"{claim.id} region {region.id}",
            on_click=session.command(_take_region, workspace, claim, region, take),
        )


def _take_region(
    workspace: Workspace, claim: DraftClaim, region: Place, take: Callable[[Place, PlaceMention], object]
) -> None:
    st.session_state[_look_up(claim)] = ""
    take(region, _other(workspace, claim, offered(workspace.draft, claim), region).mention)


def _look_up(claim: DraftClaim) -> str:
    return f"{claim.id} look up"


def _groups(workspace: Workspace, claim: DraftClaim) -> list[tuple[PlaceSuggestion | None, list[_Candidate]]]:
    suggestions = offered(workspace.draft, claim)
    words = str(st.session_state.get(_look_up(claim), ""))
    groups: list[tuple[PlaceSuggestion | None, list[_Candidate]]] = [
        (suggestion, list(_suggested(workspace, number, suggestion))) for number, suggestion in enumerate(suggestions)
    ]
    other = [_other(workspace, claim, suggestions, place) for place in _others(workspace, claim, words)]
    if not suggestions:
        other.append(_Candidate("none", PlaceMention(places=(), precision=Precision.NONE), ()))
    known = {way.mention.places for _group, ways in groups for way in ways}
    other = [way for way in other if way.mention.places not in known]
    return [*groups, (None, other)] if other else groups


def _suggested(workspace: Workspace, number: int, suggestion: PlaceSuggestion) -> Iterator[_Candidate]:
    for index, choice in enumerate(suggestion.choices):
        yield _Candidate(
            id=f"{number}.{index}",
            mention=placed(suggestion, choice, workspace.text),
            places=choice.places,
            detail=_matched(suggestion, choice),
            reason=choice.reason.words,
        )


def _matched(suggestion: PlaceSuggestion, choice: Choice) -> str:
    mixed = _("the name mixes alphabets or hides characters") if suggestion.mixed else ""
    return " · ".join(filter(None, [_(_MATCHES[choice.match]) if choice.places else "", mixed]))


def _others(workspace: Workspace, claim: DraftClaim, words: str) -> list[Place]:
    """Return the search results, the chosen places, and the places of the draft's other claims."""
    looked_up = gazetteer.search(words, workspace.edition, _MOST)
    used = [
        workspace.places[place]
        for entry in workspace.draft.claims.values()
        for place in (entry.content.place.places if entry.content.place else ())
        if place in workspace.places
    ]
    chosen = [
        workspace.places[place] for place in (claim.place.places if claim.place else ()) if place in workspace.places
    ]
    return list({place.id: place for place in (*looked_up, *chosen, *used)}.values())


def _other(workspace: Workspace, claim: DraftClaim, suggestions: Sequence[PlaceSuggestion], place: Place) -> _Candidate:
    written = claim.place.written if claim.place else None
    if written is None and len(suggestions) == 1:
        written = quote_at(workspace.text, suggestions[0].span.start, suggestions[0].span.end)
    mention = PlaceMention(places=(place.id,), precision=Precision(place.level), written=written)
    return _Candidate(
        f"place {place.id}", mention, (place,), _("chosen by the editor"), desk_words.place(place, workspace)
    )


def _drawn_group(
    workspace: Workspace, claim: DraftClaim, suggestion: PlaceSuggestion | None, ways: Sequence[_Candidate]
) -> dict[str, object]:
    return {
        "label": _("As written:") if suggestion else "",
        "name": suggestion.span.exact if suggestion else "",
        "doubt": suggestion.doubt.words if suggestion and suggestion.doubt else "",
        "options": [
            {
                "id": way.id,
                "name": _named(workspace, way),
                "detail": " · ".join(filter(None, [_precise(way), way.detail])),
                "reason": way.reason,
                "chosen": _is_chosen(way, claim),
            }
            for way in ways
        ],
    }


def _precise(way: _Candidate) -> str:
    return wording.precision(way.mention.precision) if way.places else ""


def _named(workspace: Workspace, way: _Candidate) -> str:
    return _(" and ").join(desk_words.place(place, workspace) for place in way.places) or _("No place")


def _is_chosen(way: _Candidate, claim: DraftClaim) -> bool:
    place = claim.place
    if place is None or place.places != way.mention.places:
        return False
    same_words = _at(place.written) == _at(way.mention.written) or way.id.startswith("place ")
    # A settlement stays the one chosen when the editor says how precisely.
    return same_words and (place.precision is way.mention.precision or place.precision.is_pin)


def _at(span: Quote | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None
