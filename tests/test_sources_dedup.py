"""Near-duplicates: copies of one text, and texts that only share their subject."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.sources.dedup import Signature, containment, is_copy, shingles, signature, similarity

WIRE = """Ford Motor and Volkswagen are exploring a wide tie-up that would start with vans and could later reach
electric cars, two people who know of the talks said on Tuesday, asking not to be named because nothing is settled yet.
The two would share the cost of a platform for medium pickups, one of them said. A memorandum could be signed before
the summer, though the talks may still end without any agreement at all, both people said. A spokesman for Volkswagen
declined to comment. Ford said that it speaks with many companies about many things and does not comment on what it
calls speculation about its plans in Europe or in South America. Shares of both rose on the news."""
OTHER = """Volkswagen and Ford signed a memorandum on Tuesday to look into building vans together, the German carmaker
said, confirming what people close to the matter had told reporters a week before. The agreement covers commercial
vehicles first and leaves the brands independent; no stakes will change hands. Analysts called it a sensible way to save
money at a time when both must invest in batteries. The companies want to give details by the end of the year, and
unions in Hanover asked for guarantees that no work would be moved to Turkey or to the United States."""


def test_a_copy_with_another_lead_and_tail() -> None:
    copy = "BERLIN, June 19 (Wire) - " + WIRE.replace("Shares of both rose on the news.", "(Editing by A. Person)")
    assert is_copy(signature(WIRE), signature(copy))
    assert is_copy(signature(WIRE), signature(WIRE.upper().replace(" ", "\n")))


def test_a_shortened_copy() -> None:
    half = " ".join(WIRE.split()[: len(WIRE.split()) // 2])
    one, other = signature(WIRE), signature(half)
    assert containment(one, other) > 0.8
    assert is_copy(one, other)


def test_the_same_news_in_other_words_is_no_copy() -> None:
    assert not is_copy(signature(WIRE), signature(OTHER))


def test_short_texts_are_never_copies() -> None:
    assert not is_copy(signature("Ford and VW in talks"), signature("Ford and VW in talks"))
    assert signature("Ford and VW in talks").bands == ()
    assert similarity(signature(""), signature("")) == 0


def test_japanese() -> None:
    text = "日産自動車とホンダは経営統合に向けた協議を始めると発表した。両社は持ち株会社を設立する方向で検討している。"
    assert is_copy(signature(text), signature("【東京】" + text + "（共同）"))
    assert not is_copy(
        signature(text),
        signature("トヨタ自動車は新しい工場を福岡県に建設すると発表した。電池の生産は二〇二八年に始まる見通しだ。"),
    )


def test_copies_share_a_band_and_others_do_not() -> None:
    chance = random.Random(7)
    words = [f"w{number}" for number in range(400)]
    texts = [" ".join(chance.choices(words, k=250)) for _ in range(60)]
    for text in texts:
        tokens = text.split()
        copy = " ".join([*(["BERLIN", "wire"]), *tokens[5:230]])
        assert set(signature(text).bands) & set(signature(copy).bands)
    shared = [bool(set(signature(one).bands) & set(signature(two).bands)) for one, two in itertools.pairwise(texts)]
    assert not any(shared)


def test_the_same_for_ever() -> None:
    """Signatures are stored: a change of the algorithm must change the version too."""
    found = signature("Ford and Volkswagen are exploring a wide tie-up in vans")
    assert (found.version, found.size, found.values[:2]) == ("rensa-r2-128-4w-20240", 8, (1386321069, 3292462173))


@given(st.text(max_size=400))
def test_round_trip_and_symmetry(text: str) -> None:
    one, other = signature(text), signature(WIRE)
    assert Signature.from_bytes(one.version, one.to_bytes()) == one
    assert similarity(one, other) == similarity(other, one)
    assert is_copy(one, other) == is_copy(other, one)
    assert one.size == len(shingles(text))


def test_other_versions_and_other_bytes() -> None:
    one = signature(WIRE)
    with pytest.raises(ValueError, match="versions"):
        similarity(one, Signature("old", one.size, one.values))
    for raw in (b"", b"abc", b"abcde"):
        with pytest.raises(ValueError, match="signature"):
            Signature.from_bytes("x", raw)
