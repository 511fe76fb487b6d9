"""Addresses of the library, by itself and below one tender."""

from django.urls import path

from tenders.views import library, library_use

library_urls = [
    path("", library.library, name="library"),
    path("nieuw/<str:kind>/", library.library_new, name="library_new"),
    path("<int:pk>/", library.library_item, name="library_item"),
    path("<int:pk>/wijzigen/", library.library_edit, name="library_edit"),
    path("<int:pk>/terugtrekken/", library.library_retire, name="library_retire"),
    path("<int:pk>/terugzetten/", library.library_restore, name="library_restore"),
    path("<int:pk>/eigen-versie/", library.library_fork, name="library_fork"),
]
tender_library_urls = [
    path("<str:target>/", library_use.tender_library, name="tender_library"),
    path("<str:target>/invoegen/", library_use.library_insert, name="library_insert"),
    path("<str:target>/<int:row_id>/", library_use.library_compare, name="library_compare"),
    path("<str:target>/<int:row_id>/overnemen/", library_use.library_adopt, name="library_adopt"),
    path("<str:target>/<int:row_id>/bewaren/", library_use.library_save, name="library_save"),
]
