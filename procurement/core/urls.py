"""Addresses of the core."""

from django.urls import path

from procurement.core.views import files, jobs, work

app_name = "core"

urlpatterns = [
    path("", work.work, name="work"),
    path("taken/<uuid:pk>/", jobs.job, name="job"),
    path("taken/<uuid:pk>/opnieuw/", jobs.retry_job, name="retry_job"),
    path("bestanden/<uuid:pk>/", files.file, name="file"),
]
