"""The menu of scenarios: choose one, save the present one under a name, rename, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from exodesk.domain.scenarios import Scenario
from exodesk.ui.widgets.name_dialog import NameDialog
from exodesk.wording import gettext as _


class ScenariosMenu(QMenu):
    """Holds the scenarios. ``present`` gives what is assumed now, under any name."""

    chosen = Signal(object)  # Scenario
    changed = Signal(object)  # all scenarios, in alphabetical order
    deleted = Signal(object)  # Scenario

    def __init__(self, present: Callable[[], Scenario], parent: QWidget) -> None:
        super().__init__(_("&Scenarios"), parent)
        self._present = present
        self._window = parent
        self._scenarios: tuple[Scenario, ...] = ()
        self.aboutToShow.connect(self._fill)
        self._fill()

    def scenarios(self) -> tuple[Scenario, ...]:
        return self._scenarios

    def set_scenarios(self, scenarios: Iterable[Scenario]) -> None:
        """Show scenarios that were kept before, without announcing them back."""
        self._scenarios = _in_order(scenarios)

    def add(self, scenario: Scenario) -> None:
        """Keep ``scenario``, in place of any other of its name."""
        others = (each for each in self._scenarios if each.name != scenario.name)
        self._change((*others, scenario))

    def ask_name(self) -> NameDialog:
        """Open the small dialog that asks how the present scenario is to be called."""
        dialog = self._dialog(_("Save as a scenario"))
        dialog.named.connect(self._save)
        dialog.open()
        return dialog

    def ask_new_name(self, scenario: Scenario) -> NameDialog:
        dialog = self._dialog(_("Rename the scenario"), scenario.name)
        dialog.named.connect(partial(self._rename, scenario))
        dialog.open()
        return dialog

    def _dialog(self, title: str, name: str = "") -> NameDialog:
        return NameDialog(
            title,
            _("Name of the scenario"),
            [each.name for each in self._scenarios if each.name != name],
            _("Replaces the scenario that is kept under this name."),
            self._window,
            name=name,
        )

    @Slot()
    def _fill(self) -> None:
        self.clear()
        present = self._present()
        for scenario in self._scenarios:
            action = self.addAction(_escaped(scenario.name))
            action.setCheckable(True)
            action.setChecked(replace(present, name=scenario.name) == scenario)
            action.triggered.connect(partial(self._choose, scenario))
        if not self._scenarios:
            self.addAction(_("No scenario is kept yet")).setEnabled(False)
        self.addSeparator()
        self.addAction(_("Save the present assumptions…")).triggered.connect(self.ask_name)
        if self._scenarios:
            self._add_acts(_("Rename"), self.ask_new_name)
            self._add_acts(_("Delete"), self._delete)

    def _add_acts(self, verb: str, act: Callable[[Scenario], object]) -> None:
        menu = self.addMenu(verb)
        for scenario in self._scenarios:
            menu.addAction(_escaped(scenario.name)).triggered.connect(
                lambda _on=False, s=scenario: act(s)
            )

    def _choose(self, scenario: Scenario) -> None:
        self.chosen.emit(scenario)

    @Slot(str)
    def _save(self, name: str) -> None:
        self.add(replace(self._present(), name=name))

    def _rename(self, scenario: Scenario, name: str) -> None:
        others = (each for each in self._scenarios if each.name not in (scenario.name, name))
        self._change((*others, replace(scenario, name=name)))

    def _delete(self, scenario: Scenario) -> None:
        self._change(tuple(each for each in self._scenarios if each != scenario))
        self.deleted.emit(scenario)

    def _change(self, scenarios: Iterable[Scenario]) -> None:
        self._scenarios = _in_order(scenarios)
        self.changed.emit(self._scenarios)


def _in_order(scenarios: Iterable[Scenario]) -> tuple[Scenario, ...]:
    return tuple(sorted(scenarios, key=lambda each: (each.name.casefold(), each.name)))


def _escaped(name: str) -> str:
    """A menu takes an ampersand for the mark of a shortcut."""
    return name.replace("&", "&&")
