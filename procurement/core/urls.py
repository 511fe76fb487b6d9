"""Addresses of the core."""

from django.urls import path

from procurement.core.views import audit, demo_clock, files, jobs, notifications, work

app_name = "core"

urlpatterns = [
    path("", work.work, name="work"),
    path("meldingen/", notifications.notifications, name="notifications"),
    path("meldingen/gelezen/", notifications.read_notifications, name="read_notifications"),
    path("meldingen/<int:pk>/", notifications.notification, name="notification"),
    path("logboek/", audit.audit, name="audit"),
    path("taken/<uuid:pk>/", jobs.job, name="job"),
    path("taken/<uuid:pk>/opnieuw/", jobs.retry_job, name="retry_job"),
    path("bestanden/<uuid:pk>/", files.file, name="file"),
    path("demo/datum/", demo_clock.demo_clock, name="demo_clock"),
]
