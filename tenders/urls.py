"""Addresses of tenders."""

from django.urls import path

from tenders.views import overview, planning, procedure, specification

app_name = "tenders"

urlpatterns = [
    path("aanbestedingen/<int:pk>/", overview.overview, name="workspace"),
    path("aanbestedingen/<int:pk>/procedure/", procedure.procedure, name="procedure"),
    path("aanbestedingen/<int:pk>/procedure/voorwaarden/", procedure.conditions, name="conditions"),
    path("aanbestedingen/<int:pk>/planning/", planning.planning, name="planning"),
    path("aanbestedingen/<int:pk>/planning/bereken/", planning.propose_planning, name="propose_planning"),
    path("aanbestedingen/<int:pk>/planning.ics", planning.planning_ics, name="planning_ics"),
    path("aanbestedingen/<int:pk>/specificatie/", specification.specification, name="specification"),
    path("aanbestedingen/<int:pk>/specificatie/nieuw/", specification.add_requirement, name="add_requirement"),
    path(
        "aanbestedingen/<int:pk>/specificatie/<int:requirement_id>/",
        specification.change_requirement,
        name="change_requirement",
    ),
    path(
        "aanbestedingen/<int:pk>/specificatie/<int:requirement_id>/verwijder/",
        specification.delete_requirement,
        name="delete_requirement",
    ),
    path(
        "aanbestedingen/<int:pk>/specificatie/<int:requirement_id>/verplaats/",
        specification.move_requirement,
        name="move_requirement",
    ),
    path("aanbestedingen/<int:pk>/specificatie/uitsluitingsgronden/", specification.grounds, name="grounds"),
    path("aanbestedingen/<int:pk>/specificatie/overeenkomst/", specification.clauses, name="clauses"),
]
