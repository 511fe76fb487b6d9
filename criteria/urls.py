"""Addresses of criteria."""

from django.urls import URLPattern, URLResolver, include, path

from criteria.views import (
    assessment,
    award_model,
    bid_files,
    bids,
    committee,
    consensus,
    criterion,
    grading,
    locking,
    opening,
    prices,
    promises,
)

app_name = "criteria"

award_model_patterns: list[URLPattern] = [
    path("", award_model.award_model, name="award_model"),
    path("beginnen/", award_model.start_model, name="start_model"),
    path("methode/", award_model.model_method, name="model_method"),
    path("kosten/", award_model.model_costs, name="model_costs"),
    path("kosten/beeld/", award_model.draw_price_picture, name="price_picture"),
    path("schaal/", award_model.model_scale, name="model_scale"),
    path("punten/", award_model.model_points, name="model_points"),
    path("rekenvoorbeeld/", award_model.model_example, name="model_example"),
    path("criteria/nieuw/", criterion.add_criterion, name="add_criterion"),
    path("criteria/beeld/", criterion.draw_curve_picture, name="curve_picture"),
    path("criteria/<int:criterion_id>/", criterion.change_criterion, name="change_criterion"),
    path("criteria/<int:criterion_id>/bewaren/", criterion.autosave_criterion, name="autosave_criterion"),
    path("criteria/<int:criterion_id>/verwijderen/", criterion.delete_criterion, name="delete_criterion"),
    path("criteria/<int:criterion_id>/verplaatsen/", criterion.move_criterion, name="move_criterion"),
]

bid_patterns: list[URLPattern] = [
    path("", bids.bids, name="bids"),
    path("nieuw/", bids.bid_new, name="bid_new"),
    path("prijsblad/", bids.price_sheet, name="price_sheet"),
    path("openen/", opening.bids_open, name="bids_open"),
    path("openen/intrekken/", opening.bids_open_withdraw, name="bids_open_withdraw"),
    path("proces-verbaal/<slug:which>/", opening.record, name="record"),
    path("<int:bid_id>/", bids.bid, name="bid"),
    path("<int:bid_id>/wijzigen/", bids.bid_change, name="bid_change"),
    path("<int:bid_id>/volledigheid/", bids.bid_completeness, name="bid_completeness"),
    path("<int:bid_id>/documenten/", bid_files.bid_document_add, name="bid_document_add"),
    path(
        "<int:bid_id>/documenten/<int:document_id>/verwijderen/",
        bid_files.bid_document_remove,
        name="bid_document_remove",
    ),
    path("<int:bid_id>/prijsblad/", bid_files.bid_price, name="bid_price"),
    path("<int:bid_id>/<slug:how>/", bids.bid_take_out, name="bid_take_out"),
]

assessment_patterns: list[URLPattern] = [
    path("", assessment.assessment, name="assessment"),
    path("starten/", assessment.assessment_start, name="assessment_start"),
    path("commissie/", committee.committee, name="committee"),
    path("commissie/toevoegen/", committee.seat_add, name="seat_add"),
    path("commissie/<int:seat_id>/intrekken/", committee.seat_remove, name="seat_remove"),
    path("commissie/<int:seat_id>/maatregel/", committee.seat_measure, name="seat_measure"),
    path("verklaring/", committee.declaration, name="declaration"),
    path("prijs-gezien/", committee.price_view, name="price_view"),
    path("inschrijving/<int:bid_id>/", grading.assess_bid, name="assess_bid"),
    path("criterium/<int:criterion_id>/", grading.assess_criterion, name="assess_criterion"),
    path("opslaan/<int:bid_id>/<int:criterion_id>/", grading.assess_save, name="assess_save"),
    path("inleveren/", grading.hand_in, name="hand_in"),
    path("waarden/", promises.promises, name="promises"),
    path("waarden/<int:bid_id>/<int:criterion_id>/", promises.promise, name="promise"),
    path("waarden/<int:promise_id>/controleren/", promises.promise_check, name="promise_check"),
    path("consensus/", consensus.consensus, name="consensus"),
    path("consensus/openen/", assessment.consensus_start, name="consensus_start"),
    path("consensus/<int:bid_id>/<int:criterion_id>/", consensus.consensus_item, name="consensus_item"),
    path("consensus/<int:bid_id>/<int:criterion_id>/bewaren/", consensus.consensus_save, name="consensus_save"),
    path("consensus/<int:bid_id>/<int:criterion_id>/herzien/", consensus.consensus_revise, name="consensus_revise"),
    path("vaststellen/", locking.lock, name="lock"),
    path("vaststellen/intrekken/", locking.lock_withdraw, name="lock_withdraw"),
    path("prijzen/", prices.prices, name="prices"),
    path("prijzen/openen/", locking.prices_open, name="prices_open"),
    path("prijzen/openen/intrekken/", locking.prices_open_withdraw, name="prices_open_withdraw"),
    path("prijzen/<int:bid_id>/", prices.bid_prices, name="bid_prices"),
    path("prijzen/<int:bid_id>/overtypen/", prices.price_enter, name="price_enter"),
    path("prijzen/<int:bid_id>/bevestigen/", prices.price_confirm, name="price_confirm"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("aanbestedingen/<int:pk>/gunningsmodel/", include(award_model_patterns)),
    path("aanbestedingen/<int:pk>/inschrijvingen/", include(bid_patterns)),
    path("aanbestedingen/<int:pk>/beoordeling/", include(assessment_patterns)),
]
