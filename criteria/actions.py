"""Actions of awarding in the audit trail."""

from django.utils.translation import gettext_lazy as _

from procurement.core.extension_points import Text

# Stage 11.
AWARD_ACTIONS: dict[str, Text] = {
    "award.computed": _("Gunning berekend"),
    "award.advised": _("Gunningsadvies voorgelegd"),
    "award.advice_taken_back": _("Gunningsadvies teruggenomen"),
    "award.decided": _("Besloten over de gunning"),
    "award.final": _("Definitief gegund"),
    "letter.changed": _("Brief aangevuld"),
    "letters.planned": _("Verzenddag van de brieven gekozen"),
    "letters.approved": _("Brieven goedgekeurd"),
    "letters.reopened": _("Goedkeuring van de brieven ingetrokken"),
    "letters.sent": _("Gunningsbrieven verzonden"),
    "standstill.summoned": _("Dagvaarding vastgelegd"),
    "standstill.summons_ended": _("Einde van een dagvaarding vastgelegd"),
    "standstill.ruled": _("Uitspraak in kort geding vastgelegd"),
}

# Stage 5.
MODEL_ACTIONS: dict[str, Text] = {
    "award_model.started": _("Gunningsmodel begonnen"),
    "award_model.changed": _("Gunningsmodel gewijzigd"),
    "award_model.scale_changed": _("Schaal van het gunningsmodel gewijzigd"),
    "award_model.points_changed": _("Punten van het gunningsmodel gewijzigd"),
    "criterion.added": _("Gunningscriterium toegevoegd"),
    "criterion.changed": _("Gunningscriterium gewijzigd"),
    "criterion.deleted": _("Gunningscriterium verwijderd"),
    "criterion.moved": _("Gunningscriterium verplaatst"),
}

# Stages 9 and 10.
ASSESSMENT_ACTIONS: dict[str, Text] = {
    "bid.registered": _("Inschrijving geregistreerd"),
    "bid.changed": _("Registratie van een inschrijving verbeterd"),
    "bid.document_added": _("Document van een inschrijving toegevoegd"),
    "bid.document_removed": _("Document van een inschrijving verwijderd"),
    "bid.price_sealed": _("Prijsblad verzegeld"),
    "bid.price_replaced": _("Verzegeld prijsblad vervangen"),
    "bid.checked": _("Volledigheid van een inschrijving gecontroleerd"),
    "bid.set_aside": _("Inschrijving terzijde gelegd"),
    "bid.withdrawn": _("Inschrijving ingetrokken door de inschrijver"),
    "bid.readmitted": _("Inschrijving weer toegelaten"),
    "evaluation.bids_opened": _("Inschrijvingen geopend"),
    "evaluation.assessment_started": _("Individuele beoordeling begonnen"),
    "evaluation.consensus_started": _("Consensusoverleg geopend"),
    "evaluation.quality_locked": _("Kwaliteit vastgesteld"),
    "evaluation.prices_opened": _("Prijzen geopend"),
    "seat.given": _("Plaats in de commissie gegeven"),
    "seat.removed": _("Plaats in de commissie ingetrokken"),
    "seat.declared": _("Verklaring van belangen getekend"),
    "seat.measure_recorded": _("Maatregel bij een belang vastgelegd"),
    "seat.handed_in": _("Beoordeling ingeleverd"),
    "grade.revised": _("Eigen cijfer herzien in het overleg"),
    "consensus.confirmed": _("Conclusie van de commissie bevestigd"),
    "promise.entered": _("Waarde uit een inschrijving ingevuld"),
    "promise.checked": _("Waarde uit een inschrijving gecontroleerd"),
    "price.entered": _("Geopende prijs overgetypt"),
    "price.confirmed": _("Overgetypte prijs bevestigd"),
    "price_view.recorded": _("Vastgelegd dat iemand een prijs zag"),
}
