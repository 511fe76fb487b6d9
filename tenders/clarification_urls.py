"""Addresses of stage 7, below one tender, and of the pages where an invited company asks."""

from django.urls import URLPattern, URLResolver, include, path

from tenders.views import notes, own_questions, question, question_handling, question_import, questions

question_urls = [
    path("", question.question, name="question"),
    path("bewaren/", question.question_autosave, name="question_autosave"),
    path("goedkeuren/", question.question_approve, name="question_approve"),
    path("terugsturen/", question.question_return, name="question_return"),
    path("opmerking/", question.question_comment, name="question_comment"),
    path("samenvoegen/", question.question_merge, name="question_merge"),
    path("losmaken/", question.question_split, name="question_split"),
    path("behandeling/", question_handling.question_handle, name="question_handle"),
    path("alleen-aan-de-vrager/", question_handling.question_answer_alone, name="question_answer_alone"),
    path("intrekken/", question_handling.question_withdraw, name="question_withdraw"),
]
clarification_urls: list[URLPattern | URLResolver] = [
    path("", questions.clarifications, name="clarifications"),
    path("vragen/nieuw/", questions.question_new, name="question_new"),
    path("vragen/toewijzen/", questions.questions_assign, name="questions_assign"),
    path("vragen/overnemen/", question_import.questions_upload, name="questions_upload"),
    path("vragen/overnemen/<int:import_id>/", question_import.questions_import, name="questions_import"),
    path("vragen/overnemen/<int:import_id>/nemen/", question_import.questions_take, name="questions_take"),
    path("vragen/overnemen/<int:import_id>/weg/", question_import.questions_discard, name="questions_discard"),
    path("vragen/vragen.xlsx", question_import.questions_export, name="questions_export"),
    path("vragen/<int:question_id>/", include(question_urls)),
    path("ondernemingen/", question_handling.invited, name="invited"),
    path("ondernemingen/<int:invitation_id>/beeindigen/", question_handling.invited_end, name="invited_end"),
    path("wijzigingen/", notes.amendments, name="amendments"),
    path("wijzigingen/nieuw/", notes.amendment_new, name="amendment_new"),
    path("wijzigingen/<int:amendment_id>/verwijderen/", notes.amendment_remove, name="amendment_remove"),
    path("notas/", notes.notes, name="notes"),
    path("notas/verzenden/", notes.note_send, name="note_send"),
    path("notas/<int:number>/", notes.note, name="note"),
    path("notas/<int:number>/pdf/", notes.note_pdf, name="note_pdf"),
]
own_question_urls = [
    path("mijn-vragen/", own_questions.own_tenders, name="own_tenders"),
    path("mijn-vragen/<int:pk>/", own_questions.own_questions, name="own_questions"),
    path("mijn-vragen/<int:pk>/nieuw/", own_questions.own_question_new, name="own_question_new"),
    path("mijn-vragen/<int:pk>/<int:question_id>/", own_questions.own_question, name="own_question"),
    path(
        "mijn-vragen/<int:pk>/<int:question_id>/intrekken/",
        own_questions.own_question_withdraw,
        name="own_question_withdraw",
    ),
    path("mijn-vragen/<int:pk>/notas/<int:number>/", own_questions.own_note, name="own_note"),
    path("mijn-vragen/<int:pk>/notas/<int:number>/pdf/", own_questions.own_note_pdf, name="own_note_pdf"),
]
