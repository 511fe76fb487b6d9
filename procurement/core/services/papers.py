"""The one way to ask for a document as a file: in which formats it comes, whether it is made, and how it is made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from procurement.core import documents, pdf, word
from procurement.core.domain.blocks import Document
from procurement.core.domain.canonical import sha256_hex
from procurement.core.domain.paper_format import DOCUMENT_FORMATS, PaperFormat
from procurement.core.extension_points import JobFile, JobKind, Report, Text
from procurement.core.labels import PAPER_FORMAT_LABELS
from procurement.core.models import BackgroundJob, JobStatus
from procurement.core.services import files, jobs

# Raise it when the same document must become another file: what was made before is then made again.
VERSION = 1
# Own jobs that are looked at for an older file of the same document.
_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that can be asked for.

    kind: key in ``JOB_KINDS``. fingerprint: SHA-256 over all that decides its content. params: JSON values from which
    the job builds it again; the same for every content of one document. title: what a person calls it.
    """

    kind: str
    title: Text
    fingerprint: str
    params: Mapping[str, Any]
    formats: Sequence[PaperFormat] = DOCUMENT_FORMATS


@dataclass(frozen=True, slots=True)
class Made:
    """What a builder hands over: a document, or the bytes of a file that is no document.

    name: of the file, Dutch, without its ending. kind: of the stored file. keep, lock: as in ``JobFile``.
    """

    name: str
    kind: str
    target_id: int
    document: Document | None = None
    content: bytes = b""
    keep: Callable[[Any], None] | None = None
    lock: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A format of a paper for one person. job: makes or made this very content, or None.

    older: this person's last file of it in this format, when the content has changed since.
    """

    format: PaperFormat
    job: BackgroundJob | None
    older: BackgroundJob | None = None

    @property
    def label(self) -> Text:
        """What a person calls the format."""
        return PAPER_FORMAT_LABELS[self.format]


Build = Callable[[BackgroundJob, Report], Made]


def paper_kind(label: Text, build: Build) -> JobKind:
    """Return the kind of job that makes this paper in any of its formats."""

    def run(job: BackgroundJob, report: Report) -> JobFile:
        report(10, _("Gegevens verzamelen"))
        made = build(job, report)
        format_ = format_of(job)
        report(40, _("Bladzijden opmaken"))
        content = made.content if made.document is None else render(made.document, format_)
        return JobFile(content, f"{made.name}.{format_}", made.kind, made.target_id, keep=made.keep, lock=made.lock)

    return JobKind(label, run)


def render(document: Document, format_: PaperFormat) -> bytes:
    """Return the document as a file of this format.

    Raises:
        ValueError: a document does not come in this format.
    """
    if format_ is PaperFormat.PDF:
        return pdf.render_pdf(documents.render_html(document))
    if format_ is PaperFormat.WORD:
        return word.render_docx(document)
    raise ValueError(f"a document is no {format_}")


def format_of(job: BackgroundJob) -> PaperFormat:
    """Return the format that the job was asked for."""
    return PaperFormat(job.params.get("format", PaperFormat.PDF))


def fingerprint_of(document: Document) -> str:
    """Return the SHA-256 of a document, for a paper whose content is known only as a document."""
    return sha256_hex({"html": documents.render_html(document)})


def request_paper(
    paper: Paper, format_: PaperFormat, *, actor: Any, organisation: Any, enqueue: jobs.Enqueue
) -> BackgroundJob:
    """Return this person's job that makes, or made, the paper in this format.

    Raises:
        ValueError: it does not come in this format.
        KeyError: nobody registered the kind of paper.
    """
    if format_ not in paper.formats:
        raise ValueError(f"{paper.kind} does not come as {format_}")
    return jobs.request_job(
        paper.kind,
        fingerprint=_fingerprint(paper, format_),
        actor=actor,
        organisation=organisation,
        params={**paper.params, "title": str(paper.title), "format": format_.value},
        enqueue=enqueue,
    )


def offers(paper: Paper, *, person: Any) -> list[Offer]:
    """Return the formats of one paper, each with the job of this content that is of use to this person."""
    return offers_of([paper], person=person)[0]


def offers_of(papers: Sequence[Paper], *, person: Any) -> list[list[Offer]]:
    """Return the formats of each paper, in a fixed number of queries.

    A file that a colleague had made is as good, if this person may read it.
    """
    wanted = [[(format_, _fingerprint(paper, format_)) for format_ in paper.formats] for paper in papers]
    fingerprints = [fingerprint for row in wanted for _format, fingerprint in row]
    kinds = {paper.kind for paper in papers}
    now = _useful(_jobs(kinds).filter(fingerprint__in=fingerprints), person)
    before = list(_jobs(kinds).filter(requested_by=person, status=JobStatus.DONE)[:_REMEMBERED])
    return [
        [
            Offer(format_, now.get((paper.kind, fingerprint)), _older(before, paper, format_, fingerprint))
            for format_, fingerprint in row
        ]
        for paper, row in zip(papers, wanted, strict=True)
    ]


def _jobs(kinds: Iterable[str]) -> Any:
    return BackgroundJob.objects.filter(kind__in=kinds).select_related("result", "organisation")


def _useful(found: Any, person: Any) -> dict[tuple[str, str], BackgroundJob]:
    """Kind and fingerprint -> one's own last job, or a finished one of anybody whose file one may read."""
    rows = list(found.filter(Q(requested_by=person) | Q(status=JobStatus.DONE, result__isnull=False)))
    readable = files.readable(person, [row.result for row in rows if row.result])
    best: dict[tuple[str, str], BackgroundJob] = {}
    for row in rows:
        has_file = row.result is not None and row.result_id in readable
        if not has_file and row.requested_by_id != person.pk:
            continue
        key = (row.kind, row.fingerprint)
        # Newest first; but a file that is there goes before an attempt that is not ready or failed.
        if key not in best or (has_file and best[key].result is None):
            best[key] = row
    return best


def _older(before: list[BackgroundJob], paper: Paper, format_: PaperFormat, fingerprint: str) -> BackgroundJob | None:
    mine = (
        job
        for job in before
        if job.kind == paper.kind
        and job.result is not None
        and format_of(job) == format_
        and all(job.params.get(name) == value for name, value in paper.params.items())
    )
    newest = next(mine, None)
    return newest if newest is not None and newest.fingerprint != fingerprint else None


def _fingerprint(paper: Paper, format_: PaperFormat) -> str:
    # Two documents may hold the same words; each has its own readers.
    own = {"kind": paper.kind, "of": dict(paper.params), "content": paper.fingerprint}
    return sha256_hex({**own, "format": format_.value, "version": VERSION})
