"""A slip on paper fetches nothing and takes nothing along, whatever a name says."""

import socket

import pytest

from tests.ledger.test_collect import take
from tests.world import LONG_NAME, World


@pytest.mark.parametrize(
    "name",
    [
        "<img src=http://127.0.0.1:9/x>",
        "<link rel=attachment href=file:///etc/hostname>",
        "<style>@import url(http://127.0.0.1:9/)</style>",
        "</title><svg><image href=file:///etc/hostname /></svg>",
        LONG_NAME,
        "㛃𬭎䶮\u202e",
    ],
)
def test_a_hostile_name_on_a_slip_reaches_no_host_and_no_file(
    sign_in, world: World, monkeypatch, name
):
    tried: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: tried.append(address))
    received = take(world, world.customer(name=name), 100, payer_name=name[:60])
    paper = sign_in(world.an).get(f"/slips/{received.number}.pdf").data
    assert paper.startswith(b"%PDF") and tried == []
    assert b"EmbeddedFile" not in paper and b"/Filespec" not in paper
