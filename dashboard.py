"""As Reported: what was reported, by whom, how sure, and the very sentence that says so."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from geodata.common.data_folder import datasets_folder
from geodata.datasets import sample
from geodata.views.marks import map_view
from geodata.views.selection import select
from pages.components.datasets import scene_route
from pages.components.shell import downloads, health, interface, jobs, public_routes
from pages.components.shell.compression import KeptCompressed
from pages.components.shell.cut_fonts import CutFonts
from pages.components.shell.security import NeededRoutes, SecurityHeaders


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Remove at the start what a killed process left, and at the end, also on SIGTERM, all jobs and their files.

    A new installation gets the sample data set meanwhile.
    """
    downloads.start()
    if not os.environ.get("AS_REPORTED_ENGINE"):
        Thread(target=sample.offer, args=(datasets_folder(),), daemon=True).start()
    try:
        yield
    finally:
        jobs.end_all(seconds=2)
        downloads.stop()


routes = [downloads.route(), scene_route.route(), *interface.routes(), health.route(), *public_routes.routes()]
app = st.App(
    __file__,
    lifespan=lifespan,
    routes=routes,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(NeededRoutes, own=routes),
        Middleware(KeptCompressed),
        Middleware(CutFonts),
    ],
)


def main() -> None:
    """Draw the page: headline, map, filters and timeline below it, and the claims of the selected place beside it."""
    # Streamlit serves a component's files only if it is declared while a page runs, and this file is also imported.
    from pages.components import frame  # noqa: PLC0415
    from pages.components.claims import (  # noqa: PLC0415
        event_filter,
        event_map,
        headline,
        ledger,
        place_panel,
        print_sheet,
    )
    from pages.components.shell import current_edition  # noqa: PLC0415
    from pages.components.takeaway import sharing  # noqa: PLC0415

    head = frame.header("dashboard")
    edition = current_edition.edition()
    frame.notices(edition)
    headline.show_edition(edition)
    wanted = event_filter.read(edition)
    query = event_filter.query(wanted, edition)
    selection = select(edition, wanted)
    with st.container(key="screen"):
        map_column, panel_column = st.columns([5, 3], gap="small")
    with map_column:
        event_map.show(
            map_view(selection.shown, edition),
            selected=place_panel.selected(selection, edition),
            on_select=place_panel.select,
            caption=event_map.caption(wanted, edition),
            file_name=f"as-reported-edition-{edition.number}",
        )
        event_filter.show(edition, wanted)
        ledger.show(selection, edition)
    with panel_column, st.container(key="panel"):
        place_panel.show(selection, edition, query)
    with head.share:
        sharing.show(selection, edition, query)
    print_sheet.show(selection, edition, query)
    frame.footer(edition, head.menu, query)


if __name__ == "__main__":
    main()
