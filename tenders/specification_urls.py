"""Addresses of stage 4, below the tender."""

from django.urls import path

from tenders.views import requirement, specification

specification_urls = [
    path("", specification.specification, name="specification"),
    path("tabel/", specification.specification_table, name="specification_table"),
    path("tabel/wijzigen/", specification.change_many, name="change_many_requirements"),
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
    path("uitsluitingsgronden/", specification.grounds, name="grounds"),
    path("overeenkomst/", specification.clauses, name="clauses"),
]
