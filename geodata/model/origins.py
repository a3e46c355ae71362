"""Origins: how many differently credited sources stand behind a set of claims."""

from collections.abc import Iterable, Mapping

from geodata.model.events import Event, Speaker


def origin(event: Event, speakers: Mapping[str, Speaker]) -> frozenset[str]:
    """Return the speakers of the last link of the chain, each as the group, ministry or agency it belongs to."""
    return frozenset(_whole(speaker, speakers) for speaker in event.chain[-1].speakers)


def origins(events: Iterable[Event], speakers: Mapping[str, Speaker]) -> tuple[tuple[Event, ...], ...]:
    """Return ``events`` grouped by origin, in order of first appearance.

    Claims whose origins share a speaker are one group, also through a third claim: a joint statement of two groups, a
    statement of one of them and one of its fighter's are credited to the same. The same page under two outlets adds
    nothing. Whether two groups are independent of each other is not known.
    """
    groups: list[tuple[frozenset[str], list[Event]]] = []
    for event in events:
        credited, members = origin(event, speakers), [event]
        for group in [group for group in groups if group[0] & credited]:
            groups.remove(group)
            credited |= group[0]
            members = [*group[1], *members]
        groups.append((credited, members))
    return tuple(tuple(members) for _, members in groups)


def _whole(speaker: str, speakers: Mapping[str, Speaker]) -> str:
    known = speakers.get(speaker)
    return _whole(known.belongs_to, speakers) if known and known.belongs_to else speaker
