"""Addresses of stage 3 below a tender; the planning has its own."""

from django.urls import path

from tenders.views import procedure, procedure_choice, value_estimate

procedure_urls = [
    path("", procedure.procedure, name="procedure"),
    path("voorwaarden/", procedure.conditions, name="conditions"),
    path("raming/", value_estimate.value_estimate, name="value_estimate"),
    path("raming/nieuw/", value_estimate.estimate_line_new, name="estimate_line_new"),
    path("raming/overnemen/", value_estimate.estimate_take_over, name="estimate_take_over"),
    path("raming/<int:line_id>/", value_estimate.estimate_line_edit, name="estimate_line_edit"),
    path("raming/<int:line_id>/verwijderen/", value_estimate.estimate_line_remove, name="estimate_line_remove"),
    path("keuze/", procedure_choice.procedure_choice, name="procedure_choice"),
    path("keuze/besluit/", procedure_choice.procedure_decision, name="procedure_decision"),
    path("keuze/<slug:procedure>/kiezen/", procedure_choice.procedure_adopt, name="procedure_adopt"),
]
