"""A NUL never reaches a database: PostgreSQL would fail where SQLite goes on."""

import pytest

from tests.world import World


@pytest.mark.parametrize("url", ["/districts/TQ01%00", "/people/an%00", "/customers/05%00"])
def test_a_nul_in_an_address_finds_nothing(sign_in, world: World, url):
    assert sign_in(world.guan).get(url).status_code == 404


def test_a_nul_in_a_question_or_a_form_is_a_bad_request(sign_in, world: World):
    client = sign_in(world.lin)
    assert client.get("/territory?q=a%00").status_code == 400
    assert client.post("/zones", data={"name": "a\0b"}).status_code == 400
