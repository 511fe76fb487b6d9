"""Addresses of stage 6, below one tender."""

from django.urls import path

from tenders.views import publication, review

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
