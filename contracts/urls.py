"""Addresses of contracts."""

from django.urls import path

from contracts.views import agreements, contracts, kpis, measuring, reviews

app_name = "contracts"

urlpatterns = [
    path("aanbestedingen/<int:pk>/contract/", contracts.stage, name="stage"),
    path("contracten/", contracts.contracts, name="contracts"),
    path("contracten/<int:pk>/", contracts.contract, name="contract"),
    path("contracten/<int:pk>/start/", contracts.start_contract, name="start"),
    path("contracten/<int:pk>/kpi/nieuw/", kpis.add_kpi, name="add_kpi"),
    path("contracten/<int:pk>/kpi/<int:kpi_id>/", kpis.kpi, name="kpi"),
    path("contracten/<int:pk>/kpi/<int:kpi_id>/wijzig/", kpis.change_kpi, name="change_kpi"),
    path("contracten/<int:pk>/kpi/<int:kpi_id>/doelen/", kpis.targets, name="targets"),
    path("contracten/<int:pk>/kpi/<int:kpi_id>/meting/<str:period>/", measuring.record, name="record"),
    path("contracten/<int:pk>/meten/<str:period>/", measuring.measure, name="measure"),
    path("contracten/<int:pk>/metingen/<int:measurement_id>/corrigeer/", measuring.correct, name="correct"),
    path("contracten/<int:pk>/gesprekken/", reviews.reviews, name="reviews"),
    path("contracten/<int:pk>/gesprekken/<str:period>/", reviews.review, name="review"),
    path("contracten/<int:pk>/gesprekken/<str:period>/aanbieden/", reviews.offer_review, name="offer_review"),
    path("contracten/<int:pk>/gesprekken/<str:period>/tekenen/", reviews.sign_review, name="sign_review"),
    path("contracten/<int:pk>/gesprekken/<str:period>/intrekken/", reviews.withdraw_review, name="withdraw_review"),
    path("contracten/<int:pk>/gesprekken/<str:period>/rapport/", reviews.report, name="review_report"),
    path("contracten/<int:pk>/afspraken/<int:action_id>/gereed/", reviews.finish_action, name="finish_action"),
    path("contracten/<int:pk>/herijking/", agreements.recalibrations, name="recalibrations"),
    path("contracten/<int:pk>/herijking/nieuwe-kpi/", agreements.add_by_recalibration, name="add_by_recalibration"),
    path(
        "contracten/<int:pk>/herijking/<int:decision_id>/tekenen/",
        agreements.sign_recalibration,
        name="sign_recalibration",
    ),
    path(
        "contracten/<int:pk>/herijking/<int:decision_id>/intrekken/",
        agreements.withdraw_recalibration,
        name="withdraw_recalibration",
    ),
    path("contracten/<int:pk>/boetes/", agreements.incentives, name="incentives"),
    path("contracten/<int:pk>/boetes/bereken/", agreements.compute_incentives, name="compute_incentives"),
    path("contracten/<int:pk>/boetes/<int:incentive_id>/wederhoor/", agreements.hear, name="hear"),
    path("contracten/<int:pk>/boetes/<int:incentive_id>/besluit/", agreements.decide, name="decide"),
    path("contracten/<int:pk>/lessen/", agreements.lessons, name="lessons"),
]
