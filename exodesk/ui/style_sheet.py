"""The style sheet: fields, combos, buttons, scroll bars, tool tips and menus, and nothing else.

Views, check boxes and spin boxes are left to the platform's style, which the palette reaches.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication

from exodesk.paths import resource
from exodesk.ui.tokens import Tokens, mix
from exodesk.ui.type_roles import with_type

FIELD_HEIGHT = 30
_ROOM_AROUND_TEXT = 12.0
_SIGN = 16

# A focused field has a border of 2 instead of 1, so its padding and height give that pixel back.
_SHEET = """
QLineEdit, QComboBox, QDateEdit {{
    background: {base}; color: {text}; border: 1px solid {control}; border-radius: 4px;
    padding: 0 8px; min-height: {inner}px; max-height: {inner}px;
    selection-background-color: {accent}; selection-color: {on_accent};
    placeholder-text-color: {text_secondary};
}}
QLineEdit {{ padding: 0 6px; }}
QLineEdit:focus, QComboBox:focus, QComboBox:on, QDateEdit:focus {{
    border: 2px solid {accent}; padding: 0 7px; min-height: {focused}px; max-height: {focused}px;
}}
QLineEdit:focus {{ padding: 0 5px; }}
QLineEdit[bad="true"], QComboBox[bad="true"], QDateEdit[bad="true"] {{
    border: 2px solid {error}; padding: 0 7px; min-height: {focused}px; max-height: {focused}px;
}}
QLineEdit[bad="true"] {{ padding: 0 5px; }}
QLineEdit:disabled, QComboBox:disabled {{
    background: {window}; color: {text_disabled}; border-color: {line_strong};
}}
QLineEdit:read-only {{ background: {window}; }}
QComboBox QLineEdit {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {beside_sign}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{
    image: url("{arrow}"); width: {sign}px; height: {sign}px;
}}
QComboBox QAbstractItemView, QListView[drops="true"] {{
    background: {raised}; color: {text}; border: 1px solid {line_strong}; outline: none;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QCalendarWidget QAbstractItemView {{
    background: {base}; border: 1px solid {line_strong}; outline: none;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QWidget#qt_calendar_navigationbar {{ background: {raised}; }}
QCalendarWidget QToolButton {{
    background: transparent; color: {text}; border: 1px solid transparent; border-radius: 4px;
    min-width: {inner}px; min-height: {inner}px; padding: 0 4px;
}}
QCalendarWidget QToolButton:hover {{ background: {flat_hover}; }}
QCalendarWidget QToolButton:focus {{ border-color: {accent}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QToolButton::left-arrow {{
    image: url("{back_arrow}"); width: {sign}px; height: {sign}px;
}}
QCalendarWidget QToolButton::right-arrow {{
    image: url("{side_arrow}"); width: {sign}px; height: {sign}px;
}}
QPushButton {{
    background: {raised}; color: {text}; border: 1px solid {line_strong}; border-radius: 4px;
    padding: 0 13px; min-height: {inner}px; max-height: {inner}px; outline: none;
}}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton:hover {{ background: {button_hover}; }}
QPushButton:pressed, QPushButton:checked {{ background: {sunken}; }}
QPushButton:checked {{ border-color: {accent}; }}
QPushButton:disabled {{ background: {window}; color: {text_disabled}; border-color: {line}; }}
QPushButton[primary="true"] {{
    background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600;
}}
QPushButton[primary="true"]:hover {{
    background: {accent_hover}; border-color: {accent_hover};
}}
QPushButton[primary="true"]:pressed {{
    background: {accent_pressed}; border-color: {accent_pressed};
}}
QPushButton[primary="true"]:disabled {{
    background: {window}; color: {text_disabled}; border-color: {line_strong};
}}
QPushButton:flat {{ background: transparent; border-color: transparent; padding: 0 7px; }}
QPushButton:flat:hover, QPushButton:flat:pressed {{ background: {flat_hover}; }}
QPushButton[link="true"] {{
    background: transparent; color: {accent}; border-color: transparent; padding: 0 1px;
}}
QPushButton[link="true"]:hover {{ background: transparent; text-decoration: underline; }}
QPushButton[link="true"]:disabled {{ color: {text_disabled}; }}
QPushButton::menu-indicator {{ width: 0; image: none; }}
QToolButton[flat="true"] {{
    background: transparent; border: 1px solid transparent; border-radius: 4px;
    min-width: {inner}px; min-height: {inner}px; padding: 0;
}}
QToolButton[flat="true"]:hover, QToolButton[flat="true"]:pressed {{ background: {flat_hover}; }}
QToolButton[flat="true"]::menu-indicator {{ image: none; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {control}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {handle_hover}; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{
    background: {raised}; color: {text}; border: 1px solid {line_strong}; padding: 4px 6px;
}}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QLabel[bad="true"] {{ color: {error}; }}
QLabel[secondary="true"] {{ color: {text_secondary}; }}
"""

# Where colours are few, what can't be done has a dashed edge, what is on a thick one, links a line.
_HIGH_CONTRAST = """
QPushButton:disabled, QPushButton[primary="true"]:disabled, QToolButton[flat="true"]:disabled,
QPushButton:flat:disabled, QPushButton[link="true"]:disabled,
QLineEdit:disabled, QComboBox:disabled, QDateEdit:disabled {{
    border: 1px dashed {text_disabled};
}}
QPushButton:checked {{
    border: 3px solid {accent}; padding: 0 11px; min-height: {thick}px; max-height: {thick}px;
}}
QPushButton[link="true"] {{ text-decoration: underline; }}
QPushButton[link="true"]:disabled {{ text-decoration: none; }}
QMenu::item:disabled {{ border-left: 2px dashed {text_disabled}; }}
"""

# The menu bar of macOS belongs to the system, and its menus with it.
_MENUS = """
QMenu {{
    background: {raised}; border: 1px solid {line_strong}; padding: 4px; icon-size: {sign}px;
    menu-scrollable: 1;
}}
QMenu::item {{
    color: {text}; padding: 4px 19px 4px 7px; border: 1px solid transparent; border-radius: 4px;
}}
QMenu::item:selected {{ background: {tint}; border-color: {accent}; }}
QMenu::item:disabled {{ color: {text_disabled}; background: transparent; }}
QMenu::scroller {{ image: url("{more}"); height: {sign}px; }}
QMenu::icon {{ padding-left: 6px; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 0; }}
QMenu::indicator {{ width: {sign}px; height: {sign}px; padding-left: 6px; }}
QMenu::indicator:checked {{ image: url("{tick}"); }}
QMenu::right-arrow {{
    image: url("{side_arrow}"); width: {sign}px; height: {sign}px; margin-right: 4px;
}}
QMenuBar {{ background: {window}; }}
QMenuBar::item {{
    background: transparent; padding: 3px 9px; border: 1px solid transparent; border-radius: 4px;
}}
QMenuBar::item:selected, QMenuBar::item:pressed {{
    background: {tint}; color: {text}; border-color: {accent};
}}
"""


def style_sheet(tokens: Tokens) -> str:
    """The sheet for the whole application. Heights follow the application's font."""
    height = field_height()
    colours = {name: getattr(tokens, name).name() for name in _COLOURS}
    # A style sheet cannot colour an image, so these stand ready once per scheme.
    ink = "light" if not tokens.dark else tokens.name if tokens.name == "dark" else "contrast"
    sheet = _SHEET if sys.platform == "darwin" else _SHEET + _MENUS
    if tokens.high_contrast:
        sheet += _HIGH_CONTRAST
    return sheet.format(
        **colours,
        inner=height - 2,
        focused=height - 4,
        thick=height - 6,
        sign=with_type(_SIGN),
        beside_sign=with_type(_SIGN) + 8,
        arrow=resource("icons", "ink", f"chevron-down-{ink}.svg").as_posix(),
        more=resource("icons", "ink", f"more-{ink}.svg").as_posix(),
        back_arrow=resource("icons", "ink", f"chevron-left-{ink}.svg").as_posix(),
        side_arrow=resource("icons", "ink", f"chevron-right-{ink}.svg").as_posix(),
        tick=resource("icons", "ink", f"check-{ink}.svg").as_posix(),
        handle_hover=tokens.text_secondary.name(),
        button_hover=_button_hover(tokens).name(),
        flat_hover=mix(tokens.window, tokens.text, 0.07).name(),
        accent_hover=mix(tokens.accent, tokens.text, 0.12).name(),
        accent_pressed=mix(tokens.accent, tokens.text, 0.22).name(),
    )


def field_height() -> int:
    """Height of fields, combos and buttons: 30, or more where the script or the user needs it."""
    text = QFontMetricsF(QApplication.font()).height()
    return max(FIELD_HEIGHT, round(text + _ROOM_AROUND_TEXT))


def _button_hover(tokens: Tokens) -> QColor:
    return tokens.hover if tokens.raised.name() == tokens.window.name() else tokens.window


_COLOURS = (
    "window", "base", "raised", "sunken", "line", "line_strong", "control", "text",
    "text_secondary", "text_disabled", "accent", "on_accent", "tint", "error",
)  # fmt: skip
