"""Who may write: nobody in the public process; at the desk the editor at this machine, or who is signed in and listed.

The desk is a second start of the same code, with ``AS_REPORTED_DESK=1`` in its environment. With
``AS_REPORTED_EDITORS``, a list of e-mail addresses between commas, an editor signs in through Streamlit's OpenID
Connect, and the provider must have verified the address. Without the list the desk is for the machine it runs on, and
must stand behind no proxy: a proxy that adds no header is indistinguishable from this machine.
"""

import os
from ipaddress import ip_address
from string import ascii_lowercase, ascii_uppercase
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitAuthError
from streamlit.runtime import context

from geodata.common.language import _

THIS_MACHINE: Final = "the editor at this machine"
_LOWER_CASE: Final = str.maketrans(ascii_uppercase, ascii_lowercase)
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED: Final = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"})


def editor() -> str | None:
    """Return the editor's name for the revision history, or None for a reader."""
    if not is_desk():
        return None
    listed = {_comparable(address.strip()) for address in os.environ.get("AS_REPORTED_EDITORS", "").split(",")} - {""}
    if not listed:
        return THIS_MACHINE if _is_this_machine() else None
    address = _verified_address()
    return address if _comparable(address) in listed else None


def require_editor() -> str:
    """Return the editor's name; for a reader, explain that this is the desk and stop the page."""
    who = editor()
    if who is None:
        _turn_away()
        st.stop()
    return who


def is_desk() -> bool:
    """Tell whether this process was started as a desk."""
    return os.environ.get("AS_REPORTED_DESK") == "1"


def _comparable(address: str) -> str:
    """Return an e-mail address with its ASCII letters in lower case, and every other character as it is.

    ``casefold`` and ``lower`` would make one mailbox of two: "straße" and "strasse", or "k" and the Kelvin sign.
    """
    return address.translate(_LOWER_CASE)


def _turn_away() -> None:
    if not is_desk():
        st.text(_("This page is the editors’ desk. Here the published edition is read, and nothing can be changed."))
    elif not os.environ.get("AS_REPORTED_EDITORS"):
        st.text(_("This desk answers only the machine it runs on. For others, list its editors and let them sign in."))
    elif not _is_signed_in():
        st.text(_("This page is the editors’ desk. Sign in to work here."))
        if st.button(_("Sign in")):
            _sign_in()
    else:
        st.text(_("You are signed in, but not as one of this desk’s editors."))
        st.button(_("Sign out"), on_click=st.logout)


def _sign_in() -> None:
    try:
        st.login()
    except StreamlitAuthError:
        st.text(
            _("Signing in is not set up here: the server needs [auth] in its secrets, and the package streamlit[auth].")
        )


def _is_signed_in() -> bool:
    return bool(getattr(st.user, "is_logged_in", False))


def _verified_address() -> str:
    if not _is_signed_in() or st.user.get("email_verified") is not True:
        return ""
    return str(st.user.get("email") or "")


def _is_this_machine() -> bool:
    """Tell whether the server listens on loopback only and the request came there from its own page, without a proxy.

    A page elsewhere that points its own name at this machine still sends that name; one of another program on this
    machine, or one that a proxy brings, names another origin. Who does not say where it comes from is no browser.
    """
    headers = st.context.headers
    hosts, origins = headers.get_all("Host"), headers.get_all("Origin")
    if len(hosts) != 1 or len(origins) != 1 or any(map(_is_forwarded, headers)):
        return False
    listens_here = str(st.get_option("server.address")) in _LOOPBACK
    called_here = _name(f"//{hosts[0]}") in _LOOPBACK and origins[0] in {f"http://{hosts[0]}", f"https://{hosts[0]}"}
    return listens_here and called_here and _is_loopback(_peer())


def _is_forwarded(header: str) -> bool:
    return header.lower() in _FORWARDED or header.lower().startswith("x-forwarded-")


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _peer() -> str | None:
    """Return the peer's address, or None if it is unknown.

    ``st.context.ip_address`` is None both for loopback and where the address is not known, as over a Unix socket.
    """
    client = context._get_client_context()  # noqa: SLF001 - see above; held by a test
    return client.remote_ip if client else None


def _is_loopback(address: str | None) -> bool:
    try:
        return address is not None and ip_address(address).is_loopback
    except ValueError:
        return False
