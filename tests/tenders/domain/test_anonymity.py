"""What betrays an asker is found, what betrays nobody is left alone."""

import pytest

from tenders.domain.anonymity import LeakKind, Party, leaks, watch_for

KRINGSTOEL = Party(
    "Kringstoel Collectief",
    kvk="12345678",
    people=("L. Blom",),
    mails=("blom@kringstoel.example",),
    products=("ReStoel 3",),
)
WATCH = watch_for([KRINGSTOEL, Party("Herstelatelier De Werkbank")], own_mails="Meldpunt, klachten@lindermeer.example")


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("Mag kringstoel  collectief meedoen?", LeakKind.COMPANY, "kringstoel collectief"),
        ("Zoals bij Kringstoel.", LeakKind.COMPANY, "Kringstoel"),
        ("Vraag van L. Blom", LeakKind.PERSON, "L. Blom"),
        ("Mevrouw Blom vraagt", LeakKind.PERSON, "Blom"),
        ("Telt de restoel 3 mee?", LeakKind.PRODUCT, "restoel 3"),
        ("Ons nummer is 12345678.", LeakKind.REGISTER, "12345678"),
        ("KvK-nummer: 87 65 43 21", LeakKind.REGISTER, "KvK-nummer: 87 65 43 21"),
        ("Mail jan@elders.example", LeakKind.MAIL, "jan@elders.example"),
        ("Zie www.kringstoel.example", LeakKind.MAIL, "kringstoel.example"),
        ("Bel 06-1234 5678.", LeakKind.PHONE, "06-1234 5678"),
        ("Als huidige leverancier weten wij dit.", LeakKind.POSITION, "huidige leverancier"),
        ("Past onze fabriek daarin?", LeakKind.POSITION, "onze fabriek"),
    ],
)
def test_a_telling_piece_is_found_with_its_kind(text, kind, piece):
    (found,) = leaks(text, WATCH)

    assert (found.kind, found.text) == (kind, piece)


@pytest.mark.parametrize(
    "text",
    [
        "Geldt de eis ook voor een herstelatelier met een werkbank?",
        "Bloemen mogen op het bureau.",
        "Klagen kan bij klachten@lindermeer.example.",
        "Wij als inschrijver lezen eis 4.1 zo.",
        "Het gaat om 1.150 stuks, norm NEN-EN 1335-1:2020 en CPV 39130000-2.",
        "Krijgt de leverancier twaalf jaar?",
    ],
)
def test_ordinary_words_betray_nobody(text):
    assert leaks(text, WATCH) == []


def test_each_piece_is_named_once_and_a_whole_name_hides_its_parts():
    found = leaks("Kringstoel Collectief, kringstoel collectief: KRINGSTOEL COLLECTIEF", WATCH)

    assert [leak.text for leak in found] == ["Kringstoel Collectief"]


def test_what_a_person_said_may_stand_is_passed_over():
    text = "Werkbank vraagt dit met Kringstoel."

    assert [leak.text for leak in leaks(text, WATCH, meant=["werkbank"])] == ["Kringstoel"]


def test_without_companies_only_the_shapes_are_looked_for():
    assert [leak.text for leak in leaks("Kringstoel of x@y.nl", watch_for([]))] == ["x@y.nl"]
