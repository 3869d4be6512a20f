"""Which optional layers of a PDF a reader sees when the file is opened (ISO 32000-2, section 8.11)."""

from __future__ import annotations

from typing import Any, Final

from submissions.exhibits.faults import PRINT_ANEW, CannotCleanError

# Visibility expressions nest freely (ISO 32000-2, 8.11.2.2); what people write has two or three levels.
_DEPTH_MAX: Final = 20


class Layers:
    """The layers of one PDF, as its default configuration shows them."""

    def __init__(self, root: Any) -> None:
        import pikepdf  # noqa: PLC0415 - slow to load, and only copies of exhibits need it

        self._kinds = pikepdf
        properties = root.get("/OCProperties")
        configuration = properties.get("/D") if isinstance(properties, pikepdf.Dictionary) else None
        given = configuration if isinstance(configuration, pikepdf.Dictionary) else pikepdf.Dictionary()
        self._shown_unless = str(given.get("/BaseState", "/ON")) != "/OFF"
        self._on, self._off = (self._marks(given.get(key)) for key in ("/ON", "/OFF"))

    def hides(self, layer: Any, depth: int = 0) -> bool:
        """Tell whether what belongs to a layer, or to a group of layers, is not shown."""
        if not isinstance(layer, self._kinds.Dictionary):
            return False
        if str(layer.get("/Type", "")) != "/OCMD":
            return not self._shows(layer)
        if "/VE" in layer:
            return not self._evaluate(layer["/VE"], depth)
        members = layer.get("/OCGs")
        groups = list(members) if isinstance(members, self._kinds.Array) else [members]
        shown = [self._shows(group) for group in groups if isinstance(group, self._kinds.Dictionary)]
        policy = str(layer.get("/P", "/AnyOn"))
        if not shown:
            return False
        every = {"/AllOn": all(shown), "/AnyOff": not all(shown), "/AllOff": not any(shown)}
        return not every.get(policy, any(shown))

    def _shows(self, group: Any) -> bool:
        mark = group.objgen
        return mark in self._on if not self._shown_unless else mark not in self._off

    def _evaluate(self, expression: Any, depth: int) -> bool:
        if isinstance(expression, self._kinds.Dictionary):
            return self._shows(expression)
        if not isinstance(expression, self._kinds.Array) or not len(expression) or depth > _DEPTH_MAX:
            raise CannotCleanError("its hidden layers follow rules that the program cannot read", PRINT_ANEW)
        values = [self._evaluate(part, depth + 1) for part in list(expression)[1:]]
        operator = str(expression[0])
        if operator == "/Not":
            return not all(values)
        return all(values) if operator == "/And" else any(values)

    def _marks(self, groups: Any) -> set[tuple[int, int]]:
        if not isinstance(groups, self._kinds.Array):
            return set()
        return {group.objgen for group in groups if isinstance(group, self._kinds.Dictionary)}
