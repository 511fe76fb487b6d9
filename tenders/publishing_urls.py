"""Addresses of stages 6 and 7, below one tender."""

from django.urls import path

from tenders.views import clarifications, notes, publication, review

review_urls = [
    path("", review.review, name="review"),
    path("besluit/", review.decide_finding, name="decide_finding"),
    path("besluit/intrekken/", review.revoke_finding, name="revoke_finding"),
    path("publiceren/", publication.publish, name="publish"),
    path("aanbieden/", publication.offer, name="offer"),
    path("aanbod-intrekken/", publication.withdraw_offer, name="withdraw_offer"),
    path("leidraad/", publication.make_guide, name="make_guide"),
    path("publicaties/", publication.publications, name="publications"),
    path("publicaties/<int:number>/", publication.publication, name="publication"),
    path("publicaties/<int:number>/verschil/", publication.publication_changes, name="publication_changes"),
]
clarification_urls = [
    path("", clarifications.clarifications, name="clarifications"),
    path("vragen/nieuw/", clarifications.question_new, name="question_new"),
    path("vragen/<int:question_id>/", clarifications.question, name="question"),
    path("vragen/<int:question_id>/goedkeuren/", clarifications.question_approve, name="question_approve"),
    path("wijzigingen/", notes.amendments, name="amendments"),
    path("wijzigingen/nieuw/", notes.amendment_new, name="amendment_new"),
    path("wijzigingen/<int:amendment_id>/verwijderen/", notes.amendment_remove, name="amendment_remove"),
    path("notas/", notes.notes, name="notes"),
    path("notas/verzenden/", notes.note_send, name="note_send"),
    path("notas/<int:number>/", notes.note, name="note"),
    path("notas/<int:number>/pdf/", notes.note_pdf, name="note_pdf"),
]
