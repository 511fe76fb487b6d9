"""The opening of the prices: two people, over the locked quality, and nothing of who was knocked out."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.test import Client, override_settings

from criteria.domain.lifecycle import EvaluationState
from criteria.domain.price_sheet import SheetLine
from criteria.domain.refusals import EvaluationError
from criteria.domain.vocabulary import Basis, CostCategory
from criteria.models import Assessment, Bid, Consensus, CostLine, OpenedPrice, Promise, SealedPrice
from criteria.services import entered_prices, opening, opening_record, quality, sealing
from procurement.core import clock
from procurement.core.documents import render_html
from procurement.core.models import AuditEvent, StoredFile
from procurement.core.services import files
from procurement.core.services.signatures import SignatureRefused
from tests.cast import Cast
from tests.factories.accounts import make_contact
from tests.factories.criteria_bids import (
    OPENING_AT,
    Scene,
    make_conclusions,
    make_grades,
    make_locked,
    make_price_file,
    make_promises,
    make_scene,
    set_state,
    sign_lock,
    sign_price_opening,
)
from tests.factories.files import make_xlsx

pytestmark = pytest.mark.django_db
LINES = [
    ("Aanschaf", "Levering", 150000, 0, 0, 1, "ja"),
    ("Onderhoud", "", 1000, 1, 12, 1, "ja"),
    ("Restwaarde", "Schatting", -7780, 12, 12, 1, "nee"),
]


def seal_all(scene: Scene, contents: dict[str, bytes]) -> None:
    """Seal a file for each code, as before the opening of the bids."""
    model = scene.evaluation.lot.award_model
    for code, content in contents.items():
        bid = Bid.objects.get(lot=scene.evaluation.lot, code=code)
        token = sealing._envelope(content, f"{code}.xlsx")
        SealedPrice.objects.create(
            bid=bid,
            token=token,
            token_sha256="0" * 64,
            file_size=len(content),
            structure=sealing.structure_of(content, name="x.xlsx", model=model),
            sealed_at=OPENING_AT,
            sealed_by=bid.registered_by,
        )


@pytest.fixture
def locked(cast: Cast) -> Scene:
    """Two bids, locked, with life-cycle costs over twelve years."""
    scene = make_locked(cast)
    model = scene.evaluation.lot.award_model
    model.basis, model.lcc_years = Basis.NPV, 12
    model.save()
    return scene


def open_prices(cast: Cast, scene: Scene) -> None:
    """Buyer and secretary open."""
    for person in (cast.buyer, cast.secretary):
        sign_price_opening(scene.evaluation, person)


def open_unseen(cast: Cast, scene: Scene) -> None:
    """Where there is nothing to look at yet."""
    opening.sign_price_opening(scene.evaluation.pk, actor=cast.buyer, capacity="lid", seen_sha256="")


def refused(call: Any) -> str:
    with pytest.raises((EvaluationError, SignatureRefused)) as caught:
        call()
    return caught.value.code


def test_two_people_open_and_the_lines_are_stored(cast: Cast, locked: Scene) -> None:
    seal_all(locked, {code: make_price_file(locked.again(), price=150000, lines=LINES) for code in "AB"})

    with clock.at(OPENING_AT):
        sign_price_opening(locked.evaluation, cast.buyer, capacity="inkoper")
        assert not OpenedPrice.objects.exists()
        assert refused(lambda: sign_price_opening(locked.evaluation, cast.buyer, capacity="x")) == "already_signed"
        sign_price_opening(locked.evaluation, cast.secretary, capacity="secretaris")

    evaluation = locked.again()
    assert (evaluation.state, evaluation.prices_opened_at) == (EvaluationState.PRICED, OPENING_AT)
    assert list(OpenedPrice.objects.values_list("price_eur", "confirmed_at")) == [(Decimal(150000), OPENING_AT)] * 2
    lines = CostLine.objects.filter(bid__code="A").values_list("category", "amount_eur", "counts", "reason")
    assert list(lines) == [
        ("acquisition", Decimal(150000), True, ""),
        ("maintenance", Decimal(1000), True, ""),
        ("residual", Decimal(-7780), False, "residual_not_guaranteed"),
    ]
    assert set(StoredFile.objects.filter(kind="criteria.opened_price").values_list("name", flat=True)) == {
        "prijsblad-A.xlsx",
        "prijsblad-B.xlsx",
    }
    event = AuditEvent.objects.get(action="evaluation.prices_opened")
    assert event.data == {"opened": ["A", "B"], "stay_sealed": [], "unread": []}
    assert "150000" not in str(list(AuditEvent.objects.values("data")))
    assert entered_prices.waiting_codes(evaluation) == []


def test_before_the_lock_no_price_opens(cast: Cast) -> None:
    scene = make_scene(cast, state=EvaluationState.CONSENSUS)

    assert refused(lambda: open_unseen(cast, scene)) == "wrong_state"


def test_a_state_without_the_signed_lock_opens_nothing(cast: Cast) -> None:
    scene = make_scene(cast, state=EvaluationState.LOCKED)

    assert refused(lambda: open_unseen(cast, scene)) == "quality_changed"


def test_quality_that_was_changed_behind_the_lock_opens_nothing(cast: Cast, locked: Scene) -> None:
    Consensus.objects.filter(bid=locked.bids[0]).update(strengths="Achteraf erbij geschreven")

    assert refused(lambda: open_prices(cast, locked)) == "quality_changed"


def test_who_speaks_for_a_bidder_opens_nothing(cast: Cast, locked: Scene) -> None:
    make_contact(company=locked.bids[0].company, user=cast.buyer)

    assert refused(lambda: open_prices(cast, locked)) == "is_bidder"


def test_without_the_key_nothing_opens_and_nothing_changes(cast: Cast, locked: Scene) -> None:
    seal_all(locked, {"A": make_price_file(locked.again(), lines=LINES)})

    with override_settings(PRICE_KEYS=[Fernet.generate_key().decode()]):
        assert refused(lambda: open_prices(cast, locked)) == "key_lost"

    assert locked.again().state == EvaluationState.LOCKED


def test_the_price_of_a_bid_that_quality_knocked_out_stays_sealed(cast: Cast) -> None:
    scene = make_scene(cast, state=EvaluationState.CONSENSUS)
    make_grades([scene.first, scene.second])
    Assessment.objects.filter(bid=scene.bids[0], criterion=scene.k1).update(grade=4)
    make_conclusions(scene.evaluation)
    Consensus.objects.filter(bid=scene.bids[0], criterion=scene.k1).update(grade=4)
    make_promises(scene.evaluation, entered_by=cast.secretary, checked_by=cast.buyer)
    for person in (cast.chair, cast.secretary):
        sign_lock(scene.evaluation, person)
    seal_all(scene, {code: make_price_file(scene.again()) for code in "AB"})

    open_prices(cast, scene)

    assert quality.knocked_out_codes(scene.again()) == {"A": "K1"}
    assert list(OpenedPrice.objects.values_list("bid__code", flat=True)) == ["B"]
    assert SealedPrice.objects.get(bid__code="A").opened_at is None
    html = render_html(opening_record.prices_record(scene.again()))
    assert "K1 Plan van aanpak niet" in html


def test_a_promise_beyond_its_limit_knocks_out_too(cast: Cast, locked: Scene) -> None:
    Promise.objects.filter(bid=locked.bids[1]).update(value=501)

    assert quality.knocked_out_codes(locked.again()) == {"B": "K3"}


def test_quality_that_lacks_something_cannot_be_judged(cast: Cast, locked: Scene) -> None:
    Promise.objects.filter(bid=locked.bids[1]).delete()

    assert refused(lambda: quality.knocked_out_codes(locked.again())) == "incomplete_quality"


def test_a_sheet_that_cannot_be_read_is_reported_with_its_rows(cast: Cast, locked: Scene) -> None:
    wrong = [("Aanschaf", "", -5, 0, 0, 1, "ja"), ("Kantine", "", 10, 0, 0, 1, "ja")]
    seal_all(
        locked,
        {
            "A": make_price_file(locked.again(), price=0, lines=wrong),
            "B": make_price_file(locked.again(), price=150000, lines=LINES),
        },
    )

    open_prices(cast, locked)

    sealed = SealedPrice.objects.get(bid__code="A")
    assert [(fault["code"], fault["sheet"], fault["row"]) for fault in sealed.faults] == [
        ("negative_amount", "Kosten", 7),
        ("unknown_category", "Kosten", 8),
        ("price_not_above_zero", "Prijs", 11),
    ]
    assert sealed.opened_file is not None
    assert not CostLine.objects.filter(bid__code="A").exists()
    assert entered_prices.waiting_codes(locked.again()) == ["A"]
    html = render_html(opening_record.prices_record(locked.again()))
    assert "rij 11: de inschrijfprijs is nul of negatief" in html
    assert "nog niet vastgesteld" in html


class TestTypedOver:
    """A price that could not be read: typed by one, agreed by another."""

    @pytest.fixture
    def unread(self, cast: Cast, locked: Scene) -> Bid:
        """Bid A handed in a sheet without a form; B handed in none."""
        seal_all(locked, {"A": make_xlsx([["Totaal", 150000]])})
        open_prices(cast, locked)
        return locked.bids[0]

    def enter(self, cast: Cast, bid: Bid, *, price: str = "150000") -> OpenedPrice:
        line = SheetLine(CostCategory.RESIDUAL, "", Decimal(-100), 12, 12, 1, False, 1)
        return entered_prices.enter_price(
            bid.pk, actor=cast.buyer, capacity="inkoper", price_eur=Decimal(price), lines=[line]
        )

    def test_it_counts_once_another_person_agrees(self, cast: Cast, locked: Scene, unread: Bid) -> None:
        price = self.enter(cast, unread)
        assert price.confirmed_at is None
        assert entered_prices.waiting_codes(locked.again()) == ["A", "B"]
        shown = entered_prices.entered_sha256(unread)

        def confirm(person: Any, sha256: str = shown) -> OpenedPrice:
            return entered_prices.confirm_price(unread.pk, actor=person, capacity="x", shown_sha256=sha256)

        assert refused(lambda: confirm(cast.buyer)) == "already_signed"
        assert refused(lambda: confirm(cast.secretary, "f" * 64)) == "changed"
        assert confirm(cast.secretary).confirmed_by == cast.secretary
        assert confirm(cast.secretary).confirmed_by == cast.secretary
        assert CostLine.objects.get(bid=unread).counts is False
        assert entered_prices.waiting_codes(locked.again()) == ["B"]
        assert refused(lambda: self.enter(cast, unread)) == "price_known"

    def test_typed_anew_it_replaces_what_nobody_agreed_with(self, cast: Cast, unread: Bid) -> None:
        self.enter(cast, unread)
        self.enter(cast, unread, price="160000")

        assert OpenedPrice.objects.get().price_eur == 160000
        assert CostLine.objects.count() == 1

    def test_a_price_is_above_zero(self, cast: Cast, unread: Bid) -> None:
        assert refused(lambda: self.enter(cast, unread, price="0")) == "price_not_above_zero"

    def test_there_must_be_something_to_agree_with(self, cast: Cast, unread: Bid) -> None:
        confirm = lambda: entered_prices.confirm_price(  # noqa: E731
            unread.pk, actor=cast.secretary, capacity="x", shown_sha256=""
        )

        assert refused(confirm) == "nothing_pending"

    def test_nothing_is_typed_before_the_prices_are_open(self, cast: Cast, locked: Scene, unread: Bid) -> None:
        set_state(locked.again(), EvaluationState.LOCKED)

        assert refused(lambda: self.enter(cast, unread)) == "wrong_state"
        assert refused(lambda: entered_prices.waiting_codes(locked.again())) == "wrong_state"


class TestOnDisk:
    """Opened files lie on disk from the moment that the opening is final, and not before."""

    @pytest.fixture
    def media(self, settings: Any, tmp_path: Path) -> Path:
        """Files of a test lie in a directory of their own."""
        settings.MEDIA_ROOT = str(tmp_path / "media")
        return tmp_path / "media"

    def files_in(self, media: Path) -> list[Path]:
        return [path for path in media.rglob("*") if path.is_file()]

    def test_an_opening_that_is_undone_leaves_no_price_behind(
        self, cast: Cast, locked: Scene, media: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        seal_all(locked, {code: make_price_file(locked.again(), lines=LINES) for code in "AB"})
        lost = sealing.MultiFernet([Fernet(Fernet.generate_key())]).encrypt(b"{}")
        SealedPrice.objects.filter(bid__code="B").update(token=lost)

        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            assert refused(lambda: open_prices(cast, locked)) == "key_lost"

        assert callbacks == []
        assert self.files_in(media) == []
        assert locked.again().state == EvaluationState.LOCKED

    def test_an_opening_that_is_final_writes_them(
        self, cast: Cast, locked: Scene, media: Path, django_capture_on_commit_callbacks: Any
    ) -> None:
        content = make_price_file(locked.again(), lines=LINES)
        seal_all(locked, dict.fromkeys("AB", content))

        with django_capture_on_commit_callbacks(execute=True):
            open_prices(cast, locked)
            assert self.files_in(media) == []

        stored = list(StoredFile.objects.filter(kind=opening.OPENED_FILE))
        assert [files.content_of(one) for one in stored] == [content, content]

    def test_a_file_that_was_not_written_is_made_again_for_who_may_read_it(
        self, cast: Cast, locked: Scene, media: Path, client: Client
    ) -> None:
        content = make_price_file(locked.again(), lines=LINES)
        seal_all(locked, dict.fromkeys("AB", content))
        open_prices(cast, locked)
        stored = StoredFile.objects.filter(kind=opening.OPENED_FILE).first()
        assert stored is not None
        assert self.files_in(media) == []

        client.force_login(cast.again("reader"))
        assert client.get(stored.get_absolute_url()).status_code == 404
        assert self.files_in(media) == []

        client.force_login(cast.again("lawyer"))
        answer = client.get(stored.get_absolute_url())
        assert b"".join(answer.streaming_content) == content

    def test_without_the_key_it_is_gone(self, cast: Cast, locked: Scene, media: Path, client: Client) -> None:
        seal_all(locked, {code: make_price_file(locked.again(), lines=LINES) for code in "AB"})
        open_prices(cast, locked)
        client.force_login(cast.again("lawyer"))

        with override_settings(PRICE_KEYS=[Fernet.generate_key().decode()]):
            answer = client.get(StoredFile.objects.filter(kind=opening.OPENED_FILE)[0].get_absolute_url())

        assert answer.status_code == 410
