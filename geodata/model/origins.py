"""Origins: how many independent sources stand behind a set of claims."""

from collections.abc import Iterable

from geodata.model.events import Event


def origins(events: Iterable[Event]) -> tuple[tuple[Event, ...], ...]:
    """Return ``events`` grouped by origin, in order of first appearance.

    The origin of a claim is the last link of its speaker chain. Claims whose origins share a
    speaker are one group, also through a third claim: a joint statement of two groups and a
    statement of one of them are not independent. The same page under two outlets adds nothing.
    """
    groups: list[tuple[set[str], list[Event]]] = []
    for event in events:
        speakers, members = set(event.chain[-1].speakers), [event]
        for group in [group for group in groups if group[0] & speakers]:
            groups.remove(group)
            speakers |= group[0]
            members = [*group[1], *members]
        groups.append((speakers, members))
    return tuple(tuple(members) for _, members in groups)
