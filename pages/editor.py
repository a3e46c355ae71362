"""The editors' desk: take in an article, review what is suggested for it, publish the next edition."""

from pages.components import frame
from pages.components.claims import event_filter
from pages.components.shell import current_edition, role

head = frame.header("editor")
who = role.require_editor()
edition = current_edition.edition()
query = event_filter.query(event_filter.carried(edition), edition)

# Only here, so that the public process neither imports the desk nor opens its store.
from pages.components.desk import start  # noqa: E402

own = start.show(edition, who)
frame.footer(edition, head.menu, {**query, **own}, own)
