"""Charts as PNG: every template is drawn, in the right colours, and nothing unknown is passed over."""

import io

import pytest
from PIL import Image

from procurement.core.pictures import UnknownShapeError, draw
from tests.procurement.core.templates.test_chart_templates import CHARTS, render

TEAL, BROWN, WHITE = (14, 98, 89), (180, 81, 26), (255, 255, 255)


def picture(svg: str) -> Image.Image:
    return Image.open(io.BytesIO(draw(svg))).convert("RGB")


def shapes(inner: str, *, box: str = "0 0 20 10", key: str = "") -> Image.Image:
    return picture(f'<svg viewBox="{box}"><title>x</title>{inner}</svg>{key}')


def at(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    pixel = image.getpixel((round(x * 3), round(y * 3)))
    assert isinstance(pixel, tuple)
    return pixel


@pytest.mark.parametrize("name", CHARTS)
def test_each_chart_is_drawn_and_the_same_each_time(name: str) -> None:
    svg = render(name)

    first = draw(svg)

    assert first == draw(svg)
    image = Image.open(io.BytesIO(first))
    assert image.width == 720 * 3
    # More than the background: lines, letters and the smooth edges between.
    assert len(set(image.convert("RGB").get_flattened_data())) > 20


def test_shapes_stand_where_the_svg_says_in_its_colour() -> None:
    image = shapes(
        '<rect x="2" y="2" width="4" height="4" fill="#0e6259"/>'
        '<path transform="translate(12 4)" d="M0 -3L3 3H-3Z" fill="#b4511a"/>'
        '<circle cx="18" cy="8" r="1.5" fill="#0e6259"/>'
    )

    assert [at(image, *place) for place in ((4, 4), (12, 5), (18, 8))] == [TEAL, BROWN, TEAL]
    assert [at(image, *place) for place in ((1, 1), (9.5, 2), (18, 5))] == [WHITE, WHITE, WHITE]


def test_a_dashed_line_has_gaps() -> None:
    image = shapes('<line x1="0" x2="20" y1="5" y2="5" stroke="#0e6259" stroke-width="2" stroke-dasharray="6 4"/>')

    assert [at(image, x, 5) for x in (3, 8, 13, 18)] == [TEAL, WHITE, TEAL, WHITE]


def test_a_faint_shape_is_lighter() -> None:
    image = shapes('<rect width="20" height="10" fill="#000000" fill-opacity="0.4"/>')

    assert at(image, 10, 5) == (153, 153, 153)


def test_a_path_may_move_relatively() -> None:
    image = shapes('<path d="M2 1v8h6l0 -8z" fill="#0e6259"/>')

    assert [at(image, 5, 5), at(image, 12, 5)] == [TEAL, WHITE]


def test_the_key_stands_under_the_chart_in_as_many_lines_as_it_needs() -> None:
    swatch = '<svg viewBox="0 0 16 16"><title>x</title><rect x="1" y="1" width="14" height="14" fill="#0e6259"/></svg>'
    key = '<ul class="chart__key">' + f"<li>{swatch}<strong>K1</strong> Plan van aanpak</li>" * 3 + "</ul>"

    image = shapes("", box="0 0 300 10", key=key)

    assert image.height == (10 + 2 * 24) * 3
    assert at(image, 8, 10 + 12) == TEAL
    assert at(image, 8, 10 + 24 + 12) == TEAL


@pytest.mark.parametrize(
    "inner",
    ['<ellipse rx="3" ry="2"/>', '<path d="M0 0C1 1 2 2 3 3"/>', '<rect transform="rotate(3)" width="1" height="1"/>'],
)
def test_what_is_not_understood_is_not_passed_over(inner: str) -> None:
    with pytest.raises(UnknownShapeError):
        shapes(inner)
