"""Declarations as the reference shows them: every place of a study file with its keys, once, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from generator.catalogue.guide import FACTS, PLACEHOLDERS, TYPES
from generator.guide.quotes import field_key
from generator.loading.declared import declared_fields, doc, families, inside, parts, text_of
from generator.quantities import Meaning, Quantity, meaning_of, quantity_of
from generator.report.reference import Entry, Field, Quote, anchor
from generator.study_file import Key, Short

Steps = tuple[str, ...]
Facts = tuple[tuple[str, str], ...]


class Walk:
    """What has been met of a declaration: each class stands at the place where it is met first."""

    def __init__(
        self,
        quotes: Mapping[str, Quote],
        meanings: Mapping[str, str],
        elsewhere: Mapping[Any, str] | None = None,
        choices: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.quotes = quotes
        self.choices = choices or {}
        """Field -> the words it takes, where its declaration does not say."""
        self.meanings = meanings
        """Word -> what it means, for the words that some keys take."""
        self.elsewhere = elsewhere or {}
        """Classes that another page explains, with the address of each."""
        self.met: dict[Any, str] = {}
        """Class -> fragment of its heading."""

    def entries(self, declaration: Any, steps: Steps = (), path: str = "", family: str = "") -> Iterator[Entry]:
        """The entry of a declaration and of every declaration below it."""
        self.met[declaration] = f"#{anchor(steps, family)}"
        below: list[tuple[Any, Steps, str, str]] = []
        fields = []
        # Entries of the same name may stand below members of one family.
        above = (*steps, family) if family else steps
        for name, (hint, default) in declared_fields(declaration).items():
            inside = [part for part in _classes(hint) if part not in self.met and part not in self.elsewhere]
            for part in inside:
                which = _family(part)
                self.met[part] = f"#{anchor((*above, name), which)}"
                below.append((part, (*above, name), f"{path}.{name}{_names(hint, name)}".lstrip("."), which))
            fields.append(self._field(declaration, name, hint, default))
        yield Entry(steps, family, path, doc(declaration), tuple(fields))
        for part, further, where, which in below:
            yield from self.entries(part, further, where, which)

    def _field(self, declaration: Any, name: str, hint: Any, default: Any) -> Field:
        quantity, meaning = _remarks(hint)
        words = self.choices.get(field_key(declaration, name)) or _words(hint)
        leads = [(self.met.get(part) or self.elsewhere[part], _family(part) or name) for part in _classes(hint)]
        return Field(
            name,
            _meaning(quantity, meaning, hint),
            (*_facts(quantity, hint, default),),
            tuple((word, self.meanings.get(word, "")) for word in words),
            tuple(dict.fromkeys(leads)),
            self.quotes.get(field_key(declaration, name)) or _declared(name, quantity, meaning),
        )


def _meaning(quantity: Quantity | None, meaning: Meaning | None, hint: Any) -> str:
    if meaning is not None:
        return meaning.text
    if quantity is not None:
        return quantity.meaning
    return next((doc(part).rstrip(".") for part in _classes(hint)), "")


def _facts(quantity: Quantity | None, hint: Any, default: Any) -> Iterator[tuple[str, str]]:
    yield FACTS["takes"], takes(hint)
    if quantity is not None:
        if quantity.symbol:
            yield FACTS["symbol"], quantity.symbol
        if quantity.spoken_unit:
            yield FACTS["unit"], quantity.spoken_unit
        if not quantity.levels:
            yield FACTS["range"], _range(quantity)
    absent = _absent(quantity, default)
    yield "" if absent in (FACTS["required"], FACTS["optional"]) else FACTS["absent"], absent


def _range(quantity: Quantity) -> str:
    text = FACTS[quantity.bounds].format(low=f"{quantity.low:,g}", high=f"{quantity.high:,g}")
    return f"{text}, {FACTS['whole']}" if quantity.whole else text


def _absent(quantity: Quantity | None, default: Any) -> str:
    """What holds where a key is left out."""
    if default is MISSING:
        return FACTS["required"]
    if quantity is None or quantity.default is None:
        if default is None or is_dataclass(default) or default in ("", (), {}):
            return FACTS["optional"]
        return (
            str(default).lower()
            if isinstance(default, bool)
            else default
            if isinstance(default, str)
            else f"{default:g}"
        )
    value = _written(quantity, quantity.default)
    if quantity.default_range is not None:
        low, high = (_written(quantity, end) for end in quantity.default_range)
        value = FACTS["drawn"].format(value=value, low=low, high=high)
        return FACTS["noted"].format(value=value, grade=quantity.default_grade, note=quantity.default_note)
    return value


def _written(quantity: Quantity, value: float) -> str:
    return quantity.word(value) if quantity.levels else f"{value:g}"


def _declared(name: str, quantity: Quantity | None, meaning: Meaning | None) -> Quote | None:
    """The example that a declaration shows, where no study has one."""
    if meaning is not None and meaning.example is not None:
        return Quote(f"{name}: {meaning.example}")
    if quantity is None:
        return None
    return None if quantity.shown is None else Quote(f"{name}: {_written(quantity, quantity.shown)}")


def takes(hint: Any) -> str:
    """What a key of this type takes, in words."""
    text = text_of(hint)
    if text is not None:
        return TYPES["key" if text == Key else "short" if text == Short else "prose"]
    origin, args = get_origin(hint), get_args(hint)
    if origin is dict and args[0] is str:
        return TYPES["years" if args[1] is float else "changes"]
    if origin is Annotated:
        quantity = quantity_of(hint)
        return TYPES["level" if quantity.levels else "number"] if quantity is not None else takes(args[0])
    if origin is Literal:
        return TYPES["choice"]
    if origin in (Union, UnionType):
        options = [option for option in args if option is not NoneType]
        return TYPES["families"] if len(options) > 1 else takes(options[0])
    if origin is dict:
        if _classes(args[1]):
            return TYPES["entries"]
        return TYPES["for_each"].format(inner=takes(args[1]))
    if origin is tuple:
        return TYPES["listed_entries"] if _classes(args[0]) else TYPES["list"].format(inner=_many(args[0]))
    if is_dataclass(hint):
        return TYPES["mapping"]
    return TYPES[hint.__name__]


def _many(hint: Any) -> str:
    """What a list holds."""
    text = text_of(hint)
    if text is not None:
        return TYPES["listed_keys" if text == Key else "listed_short" if text == Short else "listed_prose"]
    if get_origin(hint) is tuple:
        return TYPES["listed_list"]
    return TYPES["listed_choice" if get_origin(hint) is Literal else "listed_number"]


def _remarks(hint: Any) -> tuple[Quantity | None, Meaning | None]:
    """The quantity of a number, or of the numbers under keys; and the meaning nearest to the field."""
    if text_of(hint) is not None and len(get_args(hint)) == 2:
        # A sort of text with no remark of the field's own.
        return None, None
    quantity, meaning = quantity_of(hint), meaning_of(hint)
    for part in parts(hint):
        if get_origin(part) is dict:
            quantity = quantity or _remarks(get_args(part)[1])[0]
    return quantity, meaning


def _classes(hint: Any) -> list[Any]:
    """The declarations below a field, itself or as entries of a mapping or a list."""
    return [part for part in inside(hint) if is_dataclass(part)]


def _words(hint: Any) -> tuple[str, ...]:
    """The words that a field takes, alone or in a list."""
    quantity = _remarks(hint)[0]
    if quantity is not None:
        return quantity.levels
    for part in parts(hint):
        if get_origin(part) is Literal:
            return get_args(part)
        if get_origin(part) is tuple:
            return _words(get_args(part)[0])
    return ()


def _names(hint: Any, name: str) -> str:
    """What stands in a path for the name or the place of an entry."""
    for part in parts(hint):
        if get_origin(part) is dict:
            return f".<{PLACEHOLDERS.get(name, 'key')}>"
        if get_origin(part) is tuple:
            return ".<entry>"
    return ""


def _family(declaration: Any) -> str:
    """The word under `family:` that chooses this declaration; empty where there is no choice."""
    found = families(declaration)
    return str(found[0]) if len(found) == 1 else ""
