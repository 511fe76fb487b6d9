"""draw(): the charts of Kring as PNG, for what cannot show SVG; only what the chart templates use is understood."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from PIL import Image, ImageDraw, ImageFont

from procurement.core.fonts import FACES, face

# Pixels per unit of a chart while drawing; then made smaller, so that edges are smooth. 3 is 340 dpi on A4.
_DRAWN, _KEPT = 6, 3
_WHITE = "#ffffff"
_PATH_PART = re.compile(r"([MLHVZmlhvz])|(-?\d*\.?\d+)")
_TRANSLATE = re.compile(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)")
_SHAPES = frozenset({"rect", "line", "path", "circle", "text"})
_SKIPPED = frozenset({"title", "desc"})
# Of the key under a chart, in units of the chart.
_KEY_SIZE, _KEY_LINE, _KEY_SWATCH, _KEY_SPACE, _KEY_GAP = 13.0, 24.0, 6.0, 4.0, 18.0

Point = tuple[float, float]


class UnknownShapeError(ValueError):
    """The picture holds something that is not drawn here."""


def draw(svg: str) -> bytes:
    """Return a chart, with the key below it when it has one, as PNG; the same chart gives the same bytes.

    svg: what a template of ``components/charts`` made: one ``<svg>``, perhaps followed by ``<ul class="chart__key">``.

    Raises:
        UnknownShapeError: there is something in it that the templates did not use before.
    """
    root = fromstring(f"<div>{svg}</div>")
    chart = root.find("svg")
    if chart is None:
        raise UnknownShapeError("no svg")
    _left, _top, width, height = _box(chart)
    entries = list(_key_lines(root.find("ul"), width))
    rows = entries[-1].row + 1 if entries else 0
    canvas = _Canvas(width, height + rows * _KEY_LINE)
    canvas.draw(chart, (0, 0))
    for entry in entries:
        top = height + entry.row * _KEY_LINE
        if entry.swatch is not None:
            canvas.draw(entry.swatch, (entry.x, top + (_KEY_LINE - _box(entry.swatch)[3]) / 2))
        for text, x, weight in entry.words:
            canvas.write(text, (x, top + _KEY_LINE / 2 + 4.5), _KEY_SIZE, weight, "start", "#17211f")
    return canvas.png()


@dataclass(frozen=True, slots=True)
class _KeyEntry:
    """A swatch with its words, placed in the lines under the chart. words: text, where it begins, weight."""

    swatch: Element | None
    x: float
    row: int
    words: Sequence[tuple[str, float, str]]


def _key_lines(key: Element | None, width: float) -> Iterator[_KeyEntry]:
    x, row = 0.0, 0
    for item in () if key is None else key.findall("li"):
        swatch = item.find("svg")
        start = 0.0 if swatch is None else _box(swatch)[2] + _KEY_SWATCH
        texts = list(_key_words(item))
        needed = start + sum(_width(text, weight) + _KEY_SPACE for text, weight in texts)
        if x and x + needed > width:
            x, row = 0.0, row + 1
        words, at = [], x + start
        for text, weight in texts:
            words.append((text, at, weight))
            at += _width(text, weight) + _KEY_SPACE
        yield _KeyEntry(swatch, x, row, words)
        x += needed + _KEY_GAP


def _key_words(item: Element) -> Iterator[tuple[str, str]]:
    """Yield the words of an entry with their weight: a code in bold, what stands behind it."""
    yield from ((part, "400") for part in [" ".join((item.text or "").split())] if part)
    for child in item:
        if child.tag == "strong":
            yield child.text or "", "700"
        tail = " ".join((child.tail or "").split())
        if tail:
            yield tail, "400"


def _width(text: str, weight: str) -> float:
    return _font(_KEY_SIZE, weight).getlength(text) / _DRAWN


def _box(svg: Element) -> tuple[float, float, float, float]:
    left, top, width, height = (float(figure) for figure in svg.attrib["viewBox"].split())
    return left, top, width, height


class _Canvas:
    """A white sheet on which the shapes of an SVG are drawn."""

    def __init__(self, width: float, height: float) -> None:
        self._image = Image.new("RGB", (round(width * _DRAWN), round(height * _DRAWN)), _WHITE)
        self._pen = ImageDraw.Draw(self._image)

    def draw(self, svg: Element, place: Point) -> None:
        """Draw an ``<svg>`` with its upper left corner at ``place``."""
        left, top, _width, _height = _box(svg)
        size = float(svg.get("font-size", _KEY_SIZE))
        for shape in svg:
            if shape.tag not in _SKIPPED:
                self._shape(shape, (place[0] - left, place[1] - top), size)

    def png(self) -> bytes:
        """Return what is drawn."""
        stream = io.BytesIO()
        small = self._image.reduce(_DRAWN // _KEPT)
        small.save(stream, "PNG", optimize=True, dpi=(_KEPT * 96, _KEPT * 96))
        return stream.getvalue()

    def write(self, text: str, at: Point, size: float, weight: str, anchor: str, fill: str) -> None:
        """Write a line of text with its base line at ``at``."""
        side = {"start": "l", "middle": "m", "end": "r"}[anchor]
        place = (at[0] * _DRAWN, at[1] * _DRAWN)
        self._pen.text(place, text, fill=fill, font=_font(size, weight), anchor=f"{side}s")

    def _shape(self, shape: Element, origin: Point, size: float) -> None:
        if shape.tag not in _SHAPES:
            raise UnknownShapeError(shape.tag)
        moved = _TRANSLATE.fullmatch(shape.get("transform", "translate(0 0)"))
        if moved is None:
            raise UnknownShapeError(shape.get("transform"))
        at = (origin[0] + float(moved[1]), origin[1] + float(moved[2]))
        if shape.tag == "text":
            self._text(shape, at, size)
            return
        for points, is_closed in _outlines(shape):
            placed = [((at[0] + x) * _DRAWN, (at[1] + y) * _DRAWN) for x, y in points]
            self._fill_and_stroke(shape, placed, is_closed=is_closed)

    def _text(self, shape: Element, at: Point, size: float) -> None:
        place = (at[0] + _number(shape, "x") + _number(shape, "dx"), at[1] + _number(shape, "y") + _number(shape, "dy"))
        weight = "700" if shape.get("font-weight", "400") >= "600" else "400"
        text = " ".join((shape.text or "").split())
        fill = shape.get("fill", "#17211f")
        self.write(text, place, _number(shape, "font-size", size), weight, shape.get("text-anchor", "start"), fill)

    def _fill_and_stroke(self, shape: Element, points: list[Point], *, is_closed: bool) -> None:
        fill, stroke = shape.get("fill", "none"), shape.get("stroke", "none")
        if fill != "none" and is_closed and len(points) > 2:
            self._pen.polygon(points, fill=_on_white(fill, _number(shape, "fill-opacity", 1)))
        if stroke == "none":
            return
        width = max(round(_number(shape, "stroke-width", 1) * _DRAWN), 1)
        path = [*points, points[0]] if is_closed else points
        for line in _dashes(path, shape.get("stroke-dasharray", "")):
            self._pen.line(line, fill=stroke, width=width, joint="curve")
            if shape.get("stroke-linecap") == "round":
                for x, y in (line[0], line[-1]):
                    self._pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=stroke)


def _outlines(shape: Element) -> Iterator[tuple[list[Point], bool]]:
    """Yield each outline of a shape as points, and whether it is closed."""
    if shape.tag == "rect":
        x, y = _number(shape, "x"), _number(shape, "y")
        right, bottom = x + _number(shape, "width"), y + _number(shape, "height")
        yield [(x, y), (right, y), (right, bottom), (x, bottom)], True
    elif shape.tag == "line":
        start, end = (_number(shape, "x1"), _number(shape, "y1")), (_number(shape, "x2"), _number(shape, "y2"))
        yield [start, end], False
    elif shape.tag == "circle":
        yield _circle(_number(shape, "cx"), _number(shape, "cy"), _number(shape, "r")), True
    else:
        yield from _paths(shape.attrib["d"])


def _circle(x: float, y: float, radius: float) -> list[Point]:
    # The points of a regular polygon of 64 sides; cosine and sine by turning, which every machine does alike.
    cosine, sine = 0.9951847266721969, 0.0980171403295606
    points, (a, b) = [], (radius, 0.0)
    for _side in range(64):
        points.append((x + a, y + b))
        a, b = a * cosine - b * sine, a * sine + b * cosine
    return points


def _paths(code: str) -> Iterator[tuple[list[Point], bool]]:
    points: list[Point] = []
    for command, figures in _commands(code):
        is_relative, here = command.islower(), points[-1] if points else (0.0, 0.0)
        name = command.upper()
        if name == "Z":
            yield points, True
            points = []
            continue
        if name == "M" and points:
            yield points, False
            points = []
        for target in _targets(name, figures, here, is_relative=is_relative):
            points.append(target)
    if points:
        yield points, False


def _targets(name: str, figures: list[float], here: Point, *, is_relative: bool) -> Iterator[Point]:
    step = 2 if name in "ML" else 1
    for place in range(0, len(figures), step):
        base = here if is_relative else (0.0, 0.0)
        if step == 2:
            here = (base[0] + figures[place], base[1] + figures[place + 1])
        elif name == "H":
            here = (base[0] + figures[place], here[1])
        else:
            here = (here[0], base[1] + figures[place])
        yield here


def _commands(code: str) -> Iterator[tuple[str, list[float]]]:
    command = ""
    figures: list[float] = []
    left = _PATH_PART.sub("", code).strip(" ,\n")
    if left:
        raise UnknownShapeError(code)
    for letter, figure in _PATH_PART.findall(code):
        if letter and command:
            yield command, figures
        if letter:
            command, figures = letter, []
        else:
            figures.append(float(figure))
    if command:
        yield command, figures


def _dashes(path: list[Point], pattern: str) -> Iterator[list[Point]]:
    """Yield the pieces of a path that are drawn. pattern: as stroke-dasharray has it; empty for a whole line."""
    lengths = [float(figure) * _DRAWN for figure in re.split(r"[ ,]+", pattern)] if pattern else []
    if not lengths:
        yield path
        return
    place, left = 0, lengths[0]
    piece = [path[0]]
    for start, end in pairwise(path):
        whole = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        done = 0.0
        while whole - done > left:
            done += left
            at = (start[0] + (end[0] - start[0]) * done / whole, start[1] + (end[1] - start[1]) * done / whole)
            if place % 2 == 0:
                yield [*piece, at]
            place, piece = place + 1, [at]
            left = lengths[place % len(lengths)]
        left -= whole - done
        piece.append(end)
    if place % 2 == 0 and len(piece) > 1:
        yield piece


def _on_white(colour: str, opacity: float) -> str:
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(part * opacity + 255 * (1 - opacity)):02x}" for part in parts)


def _number(shape: Element, name: str, default: float = 0) -> float:
    return float(shape.get(name, default))


@lru_cache(maxsize=32)
def _font(size: float, weight: str) -> ImageFont.FreeTypeFont:
    faces: Mapping[str, str] = {"400": "regular", "700": "bold"}
    file = io.BytesIO(face(*FACES[faces[weight]]))
    return ImageFont.truetype(file, size * _DRAWN, layout_engine=ImageFont.Layout.BASIC)
