"""Addresses of criteria."""

from django.urls import URLPattern, URLResolver, include, path

from criteria.views import award_model, criterion

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

urlpatterns: list[URLPattern | URLResolver] = [
    path("aanbestedingen/<int:pk>/gunningsmodel/", include(award_model_patterns)),
]
