"""Chinese first, English by switch: no word of a page lacks its English."""

import re

from tests import words


def test_every_word_of_the_pages_has_an_english():
    kept = {str(m.id): m.string for m in words.english() if m.id}
    lacking = [str(m.id) for m in words.gathered() if m.id and not kept.get(str(m.id))]
    assert lacking == []


def test_an_english_keeps_the_places_of_its_values():
    for message in words.english():
        if message.id:
            places = sorted(re.findall(r"%\(\w+\)\w|%%", str(message.id)))
            assert sorted(re.findall(r"%\(\w+\)\w|%%", str(message.string))) == places, message.id


def test_what_is_compiled_is_what_is_kept():
    assert (words.FOLDER / "messages.mo").read_bytes() == words.compiled(words.english())


def test_no_chinese_is_left_in_the_english():
    left = [m.string for m in words.english() if re.search("[一-鿿]", str(m.string))]
    assert left == []
