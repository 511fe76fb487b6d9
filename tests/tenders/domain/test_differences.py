"""What changed between two publications, word by word."""

from tenders.domain.differences import Kind, Piece, differences, woven

OLD = {
    "requirements": [{"code": "E1", "text": "Tien jaar leverbaar."}, {"code": "E2", "text": "Terugname."}],
    "x": {"n": 1},
}


def test_only_the_field_that_differs_is_shown_at_its_code():
    new = {
        "requirements": [
            {"code": "E0", "text": "Nieuw."},
            {"code": "E1", "text": "Twaalf jaar leverbaar."},
            OLD["requirements"][1],
        ],
        "x": {"n": 1},
    }

    found = differences(OLD, new)

    assert [change.path for change in found] == [
        ("requirements", "E0", "code"),
        ("requirements", "E0", "text"),
        ("requirements", "E1", "text"),
    ]
    assert found[2].pieces[:2] == (Piece(Kind.REMOVED, "Tien"), Piece(Kind.ADDED, "Twaalf"))


def test_what_went_is_shown_and_a_part_may_be_left_out():
    assert [change.old for change in differences(OLD, {"requirements": []}, leave_out=frozenset({"requirements"}))] == [
        "1"
    ]
    assert differences(OLD, OLD) == []


def test_the_woven_text_holds_both_texts():
    pieces = woven("Onderdelen die slijten moeten", "Onderdelen die slijten, ook bekleding, moeten")

    assert "".join(p.text for p in pieces if p.kind is not Kind.ADDED) == "Onderdelen die slijten moeten"
    assert (
        "".join(p.text for p in pieces if p.kind is not Kind.REMOVED) == "Onderdelen die slijten, ook bekleding, moeten"
    )
    assert all(p.kind is not Kind.REMOVED for p in pieces)
