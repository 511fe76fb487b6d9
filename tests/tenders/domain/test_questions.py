"""Questions that ask the same are shown together."""

from tenders.domain.questions import UNANSWERED, WAITING, QuestionState, alike

ASKED = "Mogen onderhoudsbeurten van twee locaties op één dag worden gecombineerd?"


def test_nearly_the_same_words_are_alike_and_the_likest_comes_first():
    others = [
        (7, "Kunnen wij de bestaande stoelen vóór de inschrijving bekijken?"),
        (8, "Mogen onderhoudsbeurten van meer locaties worden gecombineerd op een dag?"),
        (9, ASKED),
    ]

    found = alike(ASKED, others)

    assert [one.key for one in found] == [9, 8]
    assert found[0].share_pct == 100


def test_an_empty_text_is_like_nothing():
    assert alike("", [(1, ""), (2, ASKED)]) == []


def test_what_waits_is_neither_sent_nor_settled():
    settled = {QuestionState.SENT, QuestionState.MERGED, QuestionState.WITHDRAWN}

    assert set(QuestionState) - WAITING == settled
    assert {QuestionState.OFFERED, QuestionState.APPROVED} == WAITING - UNANSWERED
