"""The export of a platform is read as it is, and every row that cannot be read is named."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenders.domain.question_import import (
    AMSTERDAM,
    MAX_ROWS,
    Field,
    TableError,
    guess,
    moment_of,
    read,
    read_csv,
    trimmed,
)

NOW = datetime(2027, 2, 10, 12, 0, tzinfo=UTC)
NOTICE = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
PLATFORM = (
    "Vragen en antwoorden;;;;\r\n"
    "Aanbesteding 118204;;;;\r\n"
    "Vraagnr.;Datum gesteld;Tijd;Document;Paragraaf;Vraag\r\n"
    '1;8-2-2027;09:12;Bijlage A;eis E1;"Geldt dit ook\r\nvoor bekleding; en ""stof""?"\r\n'
    ";;;;;\r\n"
    "2;9 februari 2027;14.05;Leidraad;2.3;Mag dit later?\r\n"
)


def read_text(text, **more):
    table = read_csv(text.encode())
    head, columns = guess(table)
    return read(table, columns, head, **{"now": NOW, "notice_at": NOTICE} | more)


def codes(text, **more):
    return [(fault.line, fault.code) for fault in read_text(text, **more).faults]


def test_an_export_with_a_title_above_it_gives_its_questions():
    reading = read_text(PLATFORM)

    assert reading.faults == ()
    first, second = reading.questions
    assert (first.line, first.number, first.part) == (4, "1", "Bijlage A, eis E1")
    assert first.text == 'Geldt dit ook\r\nvoor bekleding; en "stof"?'
    assert first.asked_at == datetime(2027, 2, 8, 9, 12, tzinfo=AMSTERDAM)
    assert (second.line, second.asked_at.hour, second.asked_at.minute) == (6, 14, 5)


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_separator_and_encoding_is_found_out(sign, encoding):
    text = f"Nr{sign}Datum{sign}Vraag\n7{sign}8-2-2027 10:00{sign}Geldt één norm?\n"

    table = read_csv(text.encode(encoding))

    head, columns = guess(table)
    assert (head, columns) == (0, {Field.NUMBER: 0, Field.ASKED_ON: 1, Field.QUESTION: 2})
    assert table[1] == ["7", "8-2-2027 10:00", "Geldt één norm?"]


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        (["Vraag nr", "Ingediend op", "Onderwerp", "Vraagtekst"], "number asked_on part question"),
        (["ID", "Date", "Reference", "Question", "Background information"], "number asked_on part question background"),
        (["Individueel", "Gesteld door", "Datum en tijd", "Vraag"], "confidential company asked_on question"),
    ],
)
def test_the_headings_of_platforms_are_known(heads, fields):
    _head, columns = guess([heads])

    assert [field.value for field, _place in sorted(columns.items(), key=lambda pair: pair[1])] == fields.split()


@pytest.mark.parametrize(
    ("day", "hour", "wanted"),
    [
        ("8-2-2027 09:12", "", (2027, 2, 8, 9, 12)),
        ("2027-02-08T09:12:33", "", (2027, 2, 8, 9, 12)),
        ("2027-02-08T09:12:00Z", "", (2027, 2, 8, 10, 12)),
        ("di 9 mrt. 2027 14:00 uur", "", (2027, 3, 9, 14, 0)),
        ("08/02/2027", "14.30", (2027, 2, 8, 14, 30)),
        ("2027-02-08 00:00:00", "14:30:00", (2027, 2, 8, 14, 30)),
        ("8-2-2027", "", (2027, 2, 8, 0, 0)),
    ],
)
def test_a_moment_is_read_as_people_write_it(day, hour, wanted):
    moment = moment_of(day, hour)

    assert moment is not None
    assert (moment.year, moment.month, moment.day, moment.hour, moment.minute) == wanted


@pytest.mark.parametrize("text", ["", "gisteren", "31-2-2027", "2027", "8-13-2027"])
def test_what_is_no_day_is_no_moment(text):
    assert moment_of(text) is None


def test_every_fault_is_named_with_its_line():
    rows = (
        "1;;Zonder dag\n"
        "2;8-2-2027;\n"
        "3;ooit;Wanneer?\n"
        "4;11-2-2027;Te vroeg gelezen\n"
        "5;31-1-2027;Voor de aankondiging\n"
        "6;8-2-2027;Een\n"
        "6;8-2-2027;Nog een\n"
        f"7;8-2-2027;{'x' * 8001}\n"
    )

    assert codes(f"Nr;Datum;Vraag\n{rows}") == [
        (2, "moment_missing"),
        (3, "question_missing"),
        (4, "not_a_moment"),
        (5, "in_future"),
        (6, "before_notice"),
        (7, "number_twice"),
        (8, "number_twice"),
        (9, "too_long"),
    ]


def test_yes_and_no_are_told_from_what_is_neither():
    text = "Nr;Datum;Vraag;Vertrouwelijk\n1;8-2-2027;Een;ja\n2;8-2-2027;Twee;\n3;8-2-2027;Drie;misschien\n"
    reading = read_text(text)

    assert [one.is_confidential for one in reading.questions] == [True, False]
    assert [(fault.line, fault.text) for fault in reading.faults] == [(4, "misschien")]


def test_a_column_that_must_be_there_is_asked_for():
    assert [fault.field for fault in read_text("Nr;Onderwerp\n1;Iets\n").faults] == [Field.ASKED_ON, Field.QUESTION]


def test_headings_alone_give_no_question():
    assert codes("Nr;Datum;Vraag\n") == [(0, "question_missing")]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "no_rows"), (b" ;; \n\n", "no_rows"), (b"\xff\xfe\x00", "not_text")]
)
def test_what_is_no_table_says_so(content, code):
    with pytest.raises(TableError, match=code):
        read_csv(content)


def test_an_endless_table_is_refused():
    with pytest.raises(TableError, match="too_many_rows"):
        trimmed([["x"]] * (MAX_ROWS + 100))


CELLS = st.sampled_from(["", "Nr", "Datum", "Vraag", "ja", "8-2-2027", "31-2-2027", "0:99", "99:99", "\x00", "é;\n"])


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_no_table_breaks_the_reading(rows):
    table = [[cell.strip() for cell in row] for row in rows] or [[""]]
    head, columns = guess(table)

    reading = read(table, columns, head, now=NOW)

    assert {fault.line for fault in reading.faults}.isdisjoint({one.line for one in reading.questions}) or any(
        fault.code == "number_twice" for fault in reading.faults
    )
