"""Addresses of stage 4, below the tender."""

from django.urls import URLPattern, path

from tenders.views import (
    labels,
    mirror,
    requirement,
    requirement_details,
    requirement_sheet,
    selection,
    solution_space,
    specification,
)


def detail_urls(kind: str, word: str) -> list[URLPattern]:
    """Addresses of one kind of detail of a requirement: its page, its autosave and its removal."""
    return [
        path(f"<int:requirement_id>/{word}/", requirement_details.detail, {"kind": kind}, name=f"requirement_{kind}"),
        path(
            f"<int:requirement_id>/{word}/bewaren/",
            requirement_details.autosave_detail,
            {"kind": kind},
            name=f"autosave_{kind}",
        ),
        path(
            f"<int:requirement_id>/{word}/verwijder/",
            requirement_details.remove_detail,
            {"kind": kind},
            name=f"remove_{kind}",
        ),
    ]


requirement_urls = [
    path("", specification.specification, name="specification"),
    path("tabel/", specification.specification_table, name="specification_table"),
    path("tabel/wijzigen/", specification.change_many, name="change_many_requirements"),
    path("rekenblad.xlsx", requirement_sheet.export_requirements, name="export_requirements"),
    path("inlezen/", requirement_sheet.import_requirements, name="import_requirements"),
    path("inlezen/<int:import_id>/", requirement_sheet.import_preview, name="import_preview"),
    path("inlezen/<int:import_id>/overnemen/", requirement_sheet.apply_import, name="apply_import"),
    path("plaatsen/", specification.place_requirement, name="place_requirement"),
    path("groep/verplaats/", specification.move_group, name="move_requirement_group"),
    path("groep/naam/", specification.rename_group, name="rename_requirement_group"),
    path("plaats/", requirement.choose_placement, name="choose_placement"),
    path("nieuw/", requirement.add_requirement, name="add_requirement"),
    path("ongedaan/<int:step_id>/", requirement.undo, name="undo_requirements"),
    path("<int:requirement_id>/", requirement.change_requirement, name="change_requirement"),
    path("<int:requirement_id>/bewaren/", requirement.autosave_requirement, name="autosave_requirement"),
    path("<int:requirement_id>/verwijder/", requirement.delete_requirement, name="delete_requirement"),
    path("<int:requirement_id>/verplaats/", specification.move_requirement, name="move_requirement"),
    path("<int:requirement_id>/dupliceer/", requirement.duplicate_requirement, name="duplicate_requirement"),
    path("<int:requirement_id>/plaats/", requirement.replace_requirement, name="replace_requirement"),
    path("<int:requirement_id>/neem-over/", mirror.take_over, name="take_over_proposal"),
    *detail_urls("suitability", "geschiktheid"),
    *detail_urls("measure", "grens"),
    *detail_urls("feasibility", "haalbaarheid"),
    path("<int:requirement_id>/keurmerken/", requirement_details.requirement_labels, name="requirement_labels"),
    path(
        "<int:requirement_id>/keurmerken/<int:demand_id>/",
        requirement_details.change_demand,
        name="change_label_demand",
    ),
    path(
        "<int:requirement_id>/keurmerken/<int:demand_id>/verwijder/",
        requirement_details.drop_demand,
        name="drop_label_demand",
    ),
]
around_urls = [
    path("spiegel/", mirror.mirror, name="mirror"),
    path("uitsluitingsgronden/", specification.grounds, name="grounds"),
    path("ruimte/", solution_space.solution_space, name="solution_space"),
    path("ruimte/bewaren/", solution_space.autosave_space, name="autosave_solution_space"),
    path("ambities/", solution_space.programme, name="programme"),
    path("ambities/<int:ambition_id>/", solution_space.ambition_level, name="ambition_level"),
    path("ambities/<int:ambition_id>/bewaren/", solution_space.autosave_level, name="autosave_ambition_level"),
    path("selectie/", selection.selection, name="selection"),
    path("selectie/schaal/", selection.selection_scale, name="selection_scale"),
    path("selectie/nieuw/", selection.add_selection_criterion, name="add_selection_criterion"),
    path("selectie/<int:criterion_id>/", selection.change_selection_criterion, name="change_selection_criterion"),
    path(
        "selectie/<int:criterion_id>/verwijder/",
        selection.remove_selection_criterion,
        name="remove_selection_criterion",
    ),
    path("keurmerken/", labels.labels, name="labels"),
    path("keurmerken/nieuw/", labels.add_label, name="add_label"),
    path("keurmerken/<int:label_id>/", labels.change_label, name="change_label"),
    path("keurmerken/<int:label_id>/verwijder/", labels.remove_label, name="remove_label"),
    path("overeenkomst/", specification.clauses, name="clauses"),
]
specification_urls = [*requirement_urls, *around_urls]
