from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from exodesk.ui.charts.chart import Chart
from exodesk.ui.charts.picture import Picture, paint_picture, picture_height
from exodesk.ui.theme import DARK, LIGHT
from exodesk.ui.tokens import contrast
from tests.ui.charts import examples
from tests.ui.charts.examples import BARS, RECTANGLES

SVG = "{http://www.w3.org/2000/svg}"
kinds = pytest.mark.parametrize("kind", examples.ALL)


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return qapp


def drawing(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(Picture(chart, "x").render_svg())


def texts(chart: Chart) -> str:
    return " ".join(t.text or "" for t in drawing(chart).iter(f"{SVG}text"))


class TestSvg:
    @kinds
    def test_is_well_formed_and_says_what_it_shows(self, kind: str) -> None:
        chart = examples.ALL[kind]
        root = drawing(chart)
        assert root.tag == f"{SVG}svg"
        assert root.findtext(f"{SVG}title") == chart.title
        assert root.findtext(f"{SVG}desc") == chart.overview()

    @kinds
    def test_text_stays_text(self, kind: str) -> None:
        chart = examples.ALL[kind]
        seen = texts(chart)
        assert chart.title in seen
        for row in chart.table().rows:
            assert row[0].text[:20] in seen
        for note in chart.notes:
            assert note in seen

    @kinds
    def test_holds_no_picture_and_cuts_nothing_off(self, kind: str) -> None:
        tags = {element.tag.removeprefix(SVG) for element in drawing(examples.ALL[kind]).iter()}
        assert not tags & {"image", "clipPath", "script", "foreignObject"}

    @kinds
    def test_is_drawn_as_on_the_screen(self, kind: str) -> None:
        picture = Picture(examples.ALL[kind], "x")
        renderer = QSvgRenderer(QByteArray(picture.render_svg()))
        assert renderer.isValid()
        image = QImage(picture.size(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        renderer.render(painter, QRectF(image.rect()))
        painter.end()
        sharp = QImage.fromData(QByteArray(picture.render_png())).scaled(picture.size())
        inked = [
            sum(
                each.pixelColor(x, y).lightness() < 200
                for x in range(0, each.width(), 3)
                for y in range(0, each.height(), 3)
            )
            for each in (image, sharp)
        ]
        assert inked[0] == pytest.approx(inked[1], rel=0.35)

    def test_text_falls_back_on_letters_without_serifs(self) -> None:
        families = set(re.findall(rb'font-family="([^"]*)"', Picture(BARS, "x").render_svg()))
        assert families
        assert all(family.endswith(b", sans-serif") for family in families)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.one_of(
            examples.hostile_bars,
            examples.hostile_rectangles,
            examples.hostile_tracks,
            examples.hostile_chances,
        )
    )
    def test_is_well_formed_whatever_a_catalogue_may_hold(self, chart: Chart) -> None:
        assert drawing(chart).tag == f"{SVG}svg"

    def test_markup_in_a_name_is_only_text(self) -> None:
        evil = examples.bar("<script>x</script>", (1, 2))
        chart = replace(BARS, bars=(evil,), title="<b> & </b>")
        assert "<script>x</script>" in texts(chart)
        assert drawing(chart).findtext(f"{SVG}title") == "<b> & </b>"


class TestPng:
    @kinds
    def test_is_at_twice_the_size_on_white_with_a_title(self, kind: str) -> None:
        picture = Picture(examples.ALL[kind], "x")
        image = QImage.fromData(QByteArray(picture.render_png()))
        assert image.size() == picture.size() * 2
        assert image.pixelColor(0, 0) == LIGHT.base
        assert image.text("Title") == examples.ALL[kind].title

    @kinds
    def test_is_the_same_each_time(self, kind: str) -> None:
        picture = Picture(examples.ALL[kind], "x")
        assert picture.render_png() == picture.render_png()
        assert picture.render_svg() == picture.render_svg()


class TestOnPaper:
    def painted(self, chart: Chart, *, grey: bool) -> QImage:
        tall = round(picture_height(chart, 700)) + 1
        image = QImage(QSize(700, tall), QImage.Format.Format_RGB32)
        image.fill(LIGHT.base)
        painter = QPainter(image)
        paint_picture(painter, QRectF(0, 0, 700, tall), chart, LIGHT, grey=grey)
        painter.end()
        return image

    @kinds
    def test_in_grey_nothing_is_lost(self, kind: str) -> None:
        chart = examples.ALL[kind]
        grey, coloured = (self.painted(chart, grey=grey) for grey in (True, False))
        for x in range(0, grey.width(), 5):
            for y in range(0, grey.height(), 3):
                one, other = grey.pixelColor(x, y), coloured.pixelColor(x, y)
                assert one.hslSaturation() == 0
                assert contrast(one, LIGHT.base) == pytest.approx(
                    contrast(other, LIGHT.base), rel=0.12
                )

    def test_the_height_holds_title_and_notes(self) -> None:
        bare = picture_height(replace(BARS, notes=()), 700)
        assert picture_height(BARS, 700) > bare > BARS.height(700)
        long = replace(RECTANGLES, more_notes=("word " * 100,))
        image = self.painted(long, grey=False)
        last = [image.pixelColor(x, image.height() - 12) for x in range(700)]
        assert any(colour != LIGHT.base for colour in last)

    def test_a_dark_picture_is_possible_too(self) -> None:
        image = QImage(QSize(700, 400), QImage.Format.Format_RGB32)
        image.fill(DARK.base)
        painter = QPainter(image)
        paint_picture(painter, QRectF(0, 0, 700, 400), BARS, DARK)
        painter.end()
        assert any(image.pixelColor(x, 60) == DARK.base for x in range(700))
