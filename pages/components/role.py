"""Who may write: nobody in the public process; at the desk the editor at this machine, or who is signed in and listed.

The desk is a second start of the same code, with ``AS_REPORTED_DESK=1`` in its environment. With
``AS_REPORTED_EDITORS``, a list of e-mail addresses between commas, an editor signs in through Streamlit's OpenID
Connect, and the provider must have verified the address.
"""

import os
from ipaddress import ip_address
from typing import Final

import streamlit as st

from geodata.language import _

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED: Final = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
THIS_MACHINE: Final = "the editor at this machine"


def editor() -> str | None:
    """Return who the editor is, for the record of what they do, or None for a reader."""
    if os.environ.get("AS_REPORTED_DESK") != "1":
        return None
    listed = {address.strip().casefold() for address in os.environ.get("AS_REPORTED_EDITORS", "").split(",")} - {""}
    if not listed:
        return THIS_MACHINE if _is_this_machine() else None
    address = _verified_address()
    return address if address.casefold() in listed else None


def require_editor() -> str:
    """Return who the editor is; tell a reader calmly that this is the desk, and end the page."""
    who = editor()
    if who is None:
        _turn_away()
        st.stop()
    return who


def _turn_away() -> None:
    if os.environ.get("AS_REPORTED_DESK") != "1":
        st.text(_("This page is the editors’ desk. Here the published edition is read, and nothing can be changed."))
    elif not os.environ.get("AS_REPORTED_EDITORS"):
        st.text(_("This desk answers only the machine it runs on. For others, list its editors and let them sign in."))
    elif not _is_signed_in():
        st.text(_("This page is the editors’ desk. Sign in to work here."))
        st.button(_("Sign in"), on_click=st.login)
    else:
        st.text(_("You are signed in, but not as one of this desk’s editors."))
        st.button(_("Sign out"), on_click=st.logout)


def _is_signed_in() -> bool:
    return bool(getattr(st.user, "is_logged_in", False))


def _verified_address() -> str:
    if not _is_signed_in() or st.user.get("email_verified") is not True:
        return ""
    return str(st.user.get("email") or "")


def _is_this_machine() -> bool:
    """Tell whether the server listens on loopback only and this browser called it there by name, past no proxy.

    A page elsewhere that points its own name at this machine still sends that name.
    """
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    host = headers.get("host", "localhost")
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    listens_here = str(st.get_option("server.address")) in _LOOPBACK
    called_here = name.strip("[]") in _LOOPBACK and not _FORWARDED & headers.keys()
    return listens_here and called_here and _is_loopback(st.context.ip_address)


def _is_loopback(address: str | None) -> bool:
    return address is None or ip_address(address).is_loopback
