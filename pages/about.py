"""A page."""

from pages.components import frame, loading

frame.header("x")
loading.edition()
