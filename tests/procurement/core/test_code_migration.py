"""What was stored before capitals stopped making a difference can be migrated."""

import importlib

import pytest
from django.apps import apps
from django.db import connection

from criteria.models import Criterion
from tenders.models import Requirement, Tender
from tests.factories.criteria_model import make_criterion, make_model
from tests.factories.tenders import make_tender

pytestmark = pytest.mark.django_db


@pytest.fixture
def without():
    """Take the constraint on a code away; the test's transaction brings it back."""

    def take(model, name):
        constraint = next(one for one in model._meta.constraints if one.name == name)
        with connection.schema_editor() as editor:
            editor.remove_constraint(model, constraint)
        return constraint

    return take


def migrate(path, model, constraint):
    # Rows of this very transaction leave checks of foreign keys behind, which committed ones do not.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    importlib.import_module(path).tell_apart(apps, None)
    with connection.schema_editor() as editor:
        editor.add_constraint(model, constraint)


def test_the_later_of_two_requirements_gets_a_number_behind_its_code(without):
    constraint = without(Requirement, "tenders_one_requirement_a_code")
    tender, other = make_tender(), make_tender()
    spelled = [(tender, "E1"), (tender, "e1"), (other, "e1")]
    rows = [Requirement.objects.create(tender=of, code=code, text="Eis.") for of, code in spelled]

    migrate("tenders.migrations.0007_tell_codes_apart", Requirement, constraint)

    assert [Requirement.objects.get(pk=row.pk).code for row in rows] == ["E1", "e1-2", "e1"]


def test_two_references_of_one_organisation_are_told_apart(without):
    constraint = without(Tender, "tenders_one_reference_an_organisation")
    first = make_tender(reference="LIN-1")
    second = make_tender(organisation=first.organisation, reference="lin-1")

    migrate("tenders.migrations.0007_tell_codes_apart", Tender, constraint)

    assert Tender.objects.get(pk=second.pk).reference == "lin-1-2"


def test_the_order_of_ties_follows_the_criterion_that_it_names(without):
    constraint = without(Criterion, "criteria_one_criterion_a_code")
    model = make_model(lot=make_tender().lots.get(), tie_break=["k1", "quality"])
    for code in ("K1", "k1"):
        make_criterion(model=model, code=code)

    migrate("criteria.migrations.0007_tell_codes_apart", Criterion, constraint)

    model.refresh_from_db()
    assert model.tie_break == ["k1-2", "quality"]
