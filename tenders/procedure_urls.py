"""Addresses of stage 3 below a tender; the planning has its own."""

from django.urls import path

from tenders.views import procedure, procedure_choice

procedure_urls = [
    path("", procedure.procedure, name="procedure"),
    path("voorwaarden/", procedure.conditions, name="conditions"),
    path("keuze/", procedure_choice.procedure_choice, name="procedure_choice"),
    path("keuze/besluit/", procedure_choice.procedure_decision, name="procedure_decision"),
    path("keuze/<slug:procedure>/kiezen/", procedure_choice.procedure_adopt, name="procedure_adopt"),
]
