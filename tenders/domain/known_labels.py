"""Labels that circular tenders often name: who keeps them, what they are about and how widely they are used.

Facts to start from; whether the five conditions of Aw 2012 art. 2.78a are met is judged by people, with a source.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownLabel:
    """A label as the register starts with it. availability: empty where no figure is known."""

    name: str
    owner: str
    covers: str
    availability: str = ""


KNOWN_LABELS = (
    KnownLabel(
        "EU Ecolabel",
        "Europese Commissie; in Nederland Stichting Milieukeur",
        "Milieu-eisen over de hele levensloop, per productgroep.",
        "In 2020 in de hele EU 1.456 keer verleend: nog niet gangbaar in elke productgroep.",
    ),
    KnownLabel("Milieukeur", "Stichting Milieukeur", "Milieu, dierenwelzijn en arbeid, per productgroep."),
    KnownLabel(
        "Cradle to Cradle",
        "Cradle to Cradle Products Innovation Institute",
        "Materiaalgezondheid, hergebruik, energie, water en sociale omstandigheden.",
    ),
    KnownLabel("FSC", "Forest Stewardship Council", "Hout en papier uit verantwoord beheerd bos."),
    KnownLabel("PEFC", "Programme for the Endorsement of Forest Certification", "Hout en papier uit beheerd bos."),
    KnownLabel("TCO Certified", "TCO Development", "Milieu en arbeid bij beeldschermen, laptops en telefoons."),
    KnownLabel("EPEAT", "Global Electronics Council", "Milieuprestatie van elektronica."),
    KnownLabel("OEKO-TEX", "OEKO-TEX Association", "Schadelijke stoffen in textiel."),
    KnownLabel("GOTS", "Global Organic Textile Standard", "Biologisch textiel, van vezel tot product."),
    KnownLabel("Fairtrade", "Fairtrade International", "Handelsvoorwaarden en arbeid in de keten."),
    KnownLabel("NL Greenlabel", "NL Greenlabel", "Duurzaamheid van producten en buitenruimte."),
    KnownLabel("BREEAM", "Dutch Green Building Council", "Duurzaamheid van gebouwen en gebieden."),
)
BY_NAME = {label.name: label for label in KNOWN_LABELS}
