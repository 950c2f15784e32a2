"""The grammar, by recursive descent (README.md states it). Raises DiceError with the place of what does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rooms.dice.bounds import ATTRIBUTES, DEPTH, LABEL
from rooms.dice.errors import DiceError
from rooms.dice.errors import gettext_noop as _
from rooms.dice.modifiers import number_of, read_modifiers
from rooms.dice.nodes import (
    FUNCTIONS,
    OF_MANY,
    Call,
    Chain,
    Constant,
    Dice,
    Group,
    Negative,
    Node,
    Pool,
    Power,
    only_adds_dice,
)
from rooms.dice.numbers import Number, tidy
from rooms.dice.scanner import Scanner

NUMBER = re.compile(r"\d+(?:\.\d+)?")
WORD = re.compile(r"[a-z_]+")
PLUS_MINUS = re.compile(r"[+-]")
TIMES = re.compile(r"\*(?!\*)|/|%")
POWER = re.compile(r"\*\*|\^")
DIE = re.compile(r"d(?!is(?![a-z]))")
DIE_APART = re.compile(r"\s+d(?=\d|%|f\b)")
FATE = re.compile(r"f(?!oo)")
ATTRIBUTE = re.compile(r"@\{([^{}|]{0,50}\|)?([^{}|]{1,50})\}")
NOTE = re.compile(r" ?\[(?!\[)[^\[\]]{0,40}\]")
OPEN, CLOSE, COMMA = re.compile(r"\s*\("), re.compile(r"\s*\)"), re.compile(r"\s*,")
OPEN_INLINE, CLOSE_INLINE = re.compile(r"\[\[(?:/r(?:oll)?\s)?"), re.compile(r"\s*\]\]")
CLOSE_POOL = re.compile(r"\s*\}")
LABEL_BEGINS = re.compile(r"(?!d[\d%])[^\W\d_]|[\"'„“‚‘«]", re.IGNORECASE)
"""Words may follow the formula without `#`; digits and signs there are more likely a slip than a label."""

Attribute = Callable[[str, str], Number | str]
"""(name of a token or "" for one's own, attribute) to its value. Raises DiceError for one that is not there."""


def no_attributes(name: str, attribute: str) -> Number | str:
    raise DiceError(_("There is no {attribute} to look up here."), 0, attribute=attribute)


@dataclass(slots=True)
class Lookup:
    """Attributes may hold formulas with attributes; all of a roll together are bounded."""

    attribute: Attribute
    left: int = ATTRIBUTES


@dataclass(slots=True, frozen=True)
class Parsed:
    node: Node
    label: str


def parse(text: str, attribute: Attribute = no_attributes) -> Parsed:
    """`text` as a tree and the label behind it. Raises DiceError."""
    parser = Parser(text, Lookup(attribute))
    node = parser.expression()
    return Parsed(node, parser.label())


class Parser:
    def __init__(self, text: str, lookup: Lookup, depth: int = 0) -> None:
        self.scan = Scanner(text)
        self.lookup, self.depth = lookup, depth

    def deeper(self, at: int) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise DiceError(_("This is nested too deeply: {most:,} levels are the most."), at, most=DEPTH)

    def expression(self) -> Node:
        return self.chain(PLUS_MINUS, self.product)

    def product(self) -> Node:
        return self.chain(TIMES, self.signed)

    def chain(self, signs: re.Pattern[str], operand: Callable[[], Node]) -> Node:
        first = operand()
        rest: list[tuple[str, Node, int]] = []
        while True:
            before = self.scan.at
            self.scan.skip()
            at = self.scan.at
            sign = "" if self.scan.ended else self.scan.take(signs)
            if not sign:
                self.scan.at = before
                return Chain(first, rest) if rest else first
            if sign == "/" and self.scan.at_one_of("/"):
                raise DiceError(_("// is not known here: use / and floor()."), at)
            rest.append((sign, operand(), at))

    def signed(self) -> Node:
        minus = False
        self.scan.skip()
        while self.scan.at_one_of("+-"):
            minus ^= self.scan.at_one_of("-")
            self.scan.at += 1
            self.scan.skip()
        node = self.power()
        return Negative(node) if minus else node

    def power(self) -> Node:
        base = self.operand()
        before = self.scan.at
        self.scan.skip()
        at = self.scan.at
        if not (self.scan.at_one_of("*^") and self.scan.take(POWER)):
            self.scan.at = before
            return base
        self.deeper(at)
        node = Power(base, self.signed(), at)
        self.depth -= 1
        return node

    def operand(self) -> Node:
        """A number, dice, or something in brackets; dice may be counted by any of the others."""
        at = self.scan.at
        if self.scan.take(DIE):
            return self.dice(Constant(1), at)
        node = self.atom(at)
        if isinstance(node, Dice | Pool | Call):
            return self.noted(node)
        apart = isinstance(node, Constant) and self.scan.take(DIE_APART)
        if apart or self.scan.take(DIE):
            return self.dice(node, at)
        return self.noted(node)

    def noted(self, node: Node) -> Node:
        """`[fire]` behind a term says what it is; dice show it."""
        note = self.scan.at_one_of(" [") and self.scan.take(NOTE)
        if note and isinstance(node, Dice):
            node.note = self.scan.text[self.scan.at - len(note) : self.scan.at].strip(" []")
        return node

    def atom(self, at: int) -> Node:
        scan = self.scan
        if number := scan.take(NUMBER):
            return Constant(number_of(number, at))
        if scan.take(OPEN):
            return Group(self.within(CLOSE, ")", at))
        if scan.take(OPEN_INLINE):
            return Group(self.within(CLOSE_INLINE, "]]", at))
        if scan.at_one_of("{"):
            return self.pool(at)
        if scan.at_one_of("@"):
            return self.attribute(at)
        if scan.at_one_of("?"):
            raise DiceError(_("This question has no answer yet."), at)
        if word := scan.take(WORD):
            return self.named(word, at)
        if scan.ended:
            raise DiceError(_("Something is missing at the end: a number or dice."), at)
        raise DiceError(_("Here a number or dice are expected, for instance 1d20."), at)

    def within(self, close: re.Pattern[str], sign: str, at: int) -> Node:
        self.deeper(at)
        node = self.expression()
        if not self.scan.take(close):
            raise DiceError(_("{sign} is missing."), self.scan.at, sign=sign)
        self.depth -= 1
        return node

    def named(self, word: str, at: int) -> Node:
        if word in FUNCTIONS and self.scan.take(OPEN):
            return self.call(word, at)
        for beginning, keep in (("adv", "kh"), ("dis", "kl")):
            if word.startswith(beginning):
                self.scan.at = at + len(beginning)
                modifiers = read_modifiers(self.scan)
                modifiers.keep.insert(0, (keep, 1))
                self.no_letter_follows()
                return Dice(Constant(2), Constant(20), modifiers, at)
        raise DiceError(_("“{word}” is not known here."), at, word=self.scan.text[at : self.scan.at])

    def call(self, name: str, at: int) -> Node:
        self.deeper(at)
        arguments = self.several(CLOSE, ")")
        self.depth -= 1
        if name not in OF_MANY and len(arguments) > 1:
            raise DiceError(_("{name}() takes one number."), at, name=name)
        return Call(name, arguments, at)

    def several(self, close: re.Pattern[str], sign: str) -> list[Node]:
        found = [self.expression()]
        while self.scan.take(COMMA):
            found.append(self.expression())
        if not self.scan.take(close):
            raise DiceError(_("{sign} is missing."), self.scan.at, sign=sign)
        return found

    def pool(self, at: int) -> Node:
        self.scan.at += 1
        self.deeper(at)
        entries = self.several(CLOSE_POOL, "}")
        self.depth -= 1
        modifiers = read_modifiers(self.scan)
        self.no_letter_follows()
        if modifiers.of_dice_only:
            raise DiceError(_("A pool can be kept, dropped and counted; the rest belongs to the dice in it."), at)
        if len(entries) == 1 and modifiers.judges and not only_adds_dice(entries[0]):
            raise DiceError(_("A pool of one part adds dice only; separate several parts by commas."), at)
        return Pool(entries, modifiers, at)

    def dice(self, count: Node, at: int) -> Node:
        sides = self.sides()
        modifiers = read_modifiers(self.scan)
        self.no_letter_follows()
        if modifiers.twice:
            if not (isinstance(count, Constant) and count.number == 1):
                raise DiceError(_("Advantage and disadvantage throw one die twice."), at)
            count = Constant(2)
            modifiers.keep.insert(0, (modifiers.twice, 1))
            modifiers.twice = ""
        return self.noted(Dice(count, sides, modifiers, at))

    def sides(self) -> Node | None:
        at, scan = self.scan.at, self.scan
        if number := scan.take(NUMBER):
            return Constant(number_of(number, at))
        if scan.at_one_of("%"):
            scan.at += 1
            return Constant(100)
        if scan.at_one_of("("):
            scan.at += 1
            return Group(self.within(CLOSE, ")", at))
        if scan.at_one_of("@"):
            return self.attribute(at)
        if scan.at_one_of("f"):
            scan.at += 1
            return None
        raise DiceError(_("Say how many sides the die has, for instance d20."), at)

    def attribute(self, at: int) -> Node:
        found = ATTRIBUTE.match(self.scan.text, at)
        if not found:
            raise DiceError(_("An attribute is written @{{token|attribute}}."), at)
        self.scan.at = found.end()
        name, attribute = (found[1] or "").rstrip("|").strip(), found[2].strip()
        if not self.lookup.left:
            raise DiceError(_("At most {most:,} attributes fit into one roll."), at, most=ATTRIBUTES)
        self.lookup.left -= 1
        try:
            value = self.lookup.attribute(name, attribute)
        except DiceError as error:
            raise DiceError(error.message, at, **error.params) from None
        shown = f"{name}|{attribute}" if name else attribute
        if isinstance(value, str):
            return self.formula_of(value, shown, at)
        constant = Constant(tidy(value, at), shown)
        return Group(constant) if value < 0 else constant

    def formula_of(self, value: str, name: str, at: int) -> Node:
        """What an attribute holds as text is a formula of its own, in brackets."""
        self.deeper(at)
        try:
            inner = Parser(value, self.lookup, self.depth)
            node = inner.expression()
            inner.scan.skip()
            if not inner.scan.ended:
                raise DiceError("")
        except DiceError:
            raise DiceError(_("“{name}” holds nothing that can be rolled."), at, name=name) from None
        self.depth -= 1
        return Group(node, name)

    def no_letter_follows(self) -> None:
        if word := WORD.match(self.scan.low, self.scan.at):
            raise DiceError(_("“{word}” is not known behind dice."), self.scan.at, word=word.group())

    def label(self) -> str:
        """What stands behind the formula: after `#`, or words after a blank."""
        spaced = self.scan.skip()
        at, text = self.scan.at, self.scan.text
        if self.scan.ended:
            return ""
        if text[at] == "#":
            return text[at + 1 :].strip()[:LABEL]
        if spaced and LABEL_BEGINS.match(text, at):
            return text[at:].strip()[:LABEL]
        raise DiceError(_("“{sign}” does not fit here. A label stands behind #."), at, sign=text[at])
