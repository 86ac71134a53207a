"""Tags as `web.samples` needs them: a page is drawn without anybody's data, and one sentence on it is found again.

Not for pages: the names are those of Django's own tags, which these stand in for.
"""

from functools import wraps
from typing import Any, cast

from django import template
from django.template.base import Node, NodeList, Parser, TextNode, Token
from django.template.defaulttags import ForNode, IfNode, do_for, do_if
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode, do_block_translate, do_translate

from saphan.web.templatetags.house import number

register = template.Library()
OPEN, SHUT = "\ue000", "\ue001"
"""Around the sentence; no page has these signs."""


class Sample(str):
    """Stands for whatever a page would know: reads as dots, has every part, and is a list of one."""

    def __new__(cls) -> "Sample":
        return super().__new__(cls, "…")

    def __getattr__(self, name: str) -> "Sample":
        if name.startswith("_"):
            raise AttributeError(name)
        return Sample()

    def __getitem__(self, key: object) -> "Sample":
        return Sample()


class Sampled(template.Context):
    """A page's context in which nothing is missing. words: the English ones of the sentence that is looked for."""

    words = ""

    def __getitem__(self, key: Any) -> Any:
        try:
            return super().__getitem__(key)
        except KeyError:
            return Sample()

    def __contains__(self, key: object) -> bool:
        return True


class SampleIf(IfNode):
    """Takes the way on which the sentence stands."""

    def render(self, context: template.Context) -> Any:
        branches: list[tuple[Any, NodeList]] = cast(Any, self.conditions_nodelists)
        for _condition, branch in branches:
            if holds(branch, _words(context)):
                return branch.render(context)
        return super().render(context)


class SampleFor(ForNode):
    """Goes round once, or shows what stands there for an empty list."""

    def render(self, context: template.Context) -> Any:
        empty, loop = cast(NodeList, self.nodelist_empty), cast(NodeList, self.nodelist_loop)
        if holds(empty, _words(context)):
            return empty.render(context)
        round_once = {"first": True, "last": True, "counter": 1, "counter0": 0, "revcounter": 1}
        with context.push(forloop=round_once, **{name: Sample() for name in self.loopvars}):
            return loop.render(context)


class Marked(Node):
    """A translation, between two signs when it is the one that is looked for."""

    child_nodelists = ()

    def __init__(self, node: TranslateNode | BlockTranslateNode) -> None:
        self.node = node

    def render(self, context: template.Context) -> Any:
        said = self.node.render(context)
        return f"{OPEN}{said}{SHUT}" if said and words_of(self.node) == _words(context) else said


class Inside(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> Any:
        return self.nodelist.render(context)


class Several:
    """How many there are, where a page would have counted."""

    def resolve(self, context: template.Context) -> Any:
        return 3


class Written(Several):
    """The same, as the page shows it."""

    def resolve(self, context: template.Context) -> Any:
        return number(super().resolve(context))


def holds(branch: NodeList, words: str) -> bool:
    found = cast(list[Marked], branch.get_nodes_by_type(Marked))
    return any(words_of(marked.node) == words for marked in found)


def words_of(node: TranslateNode | BlockTranslateNode) -> str:
    """The English words, as a catalogue has them."""
    if isinstance(node, TranslateNode):
        return str(cast(Any, node.filter_expression.var).literal or "")
    words: str = node.render_token_list(node.singular)[0]
    return words


def _words(context: template.Context) -> str:
    return context.words if isinstance(context, Sampled) else ""


@register.tag("if")
def sample_if(parser: Parser, token: Token) -> Node:
    return SampleIf(do_if(parser, token).conditions_nodelists)


@register.tag("for")
def sample_for(parser: Parser, token: Token) -> Node:
    node: Any = do_for(parser, token)
    return SampleFor(node.loopvars, node.sequence, node.is_reversed, node.nodelist_loop, node.nodelist_empty)


@register.tag("translate")
@register.tag("trans")
def sample_translate(parser: Parser, token: Token) -> Node:
    node = do_translate(parser, token)
    return node if node.asvar else Marked(node)


@register.tag("blocktranslate")
@register.tag("blocktrans")
def sample_block(parser: Parser, token: Token) -> Node:
    node: Any = do_block_translate(parser, token)
    if node.counter is not None:
        shown = f"{node.counter.token}|number"
        node.extra_context = {
            name: Written() if one.token == shown else one for name, one in node.extra_context.items()
        }
        node.counter = Several()
    return Marked(node)


@register.tag("url")
def sample_url(parser: Parser, token: Token) -> Node:
    """Leads nowhere."""
    return TextNode("#")


@register.tag("language")
def sample_language(parser: Parser, token: Token) -> Node:
    """The reader's own, whatever the page says in others."""
    inside = parser.parse(("endlanguage",))
    parser.delete_first_token()
    return Inside(inside)


def tolerant(library: template.Library) -> template.Library:
    """The same, with filters that give dots for what they cannot read, and tags that draw nothing then."""
    kept = template.Library()
    kept.tags = {name: _guarded(each) for name, each in library.tags.items()}
    kept.filters = {name: _forgiving(each) for name, each in library.filters.items()}
    return kept


def _guarded(compiled: Any) -> Any:
    """A tag of ours that cannot be drawn with dots draws nothing."""

    @wraps(compiled)
    def tried(parser: Parser, token: Token) -> Node:
        node = compiled(parser, token)
        if isinstance(node, (SimpleNode, InclusionNode, IncludeNode)):
            node.render = _or_nothing(node.render)  # type: ignore[method-assign]
        return cast(Node, node)

    return tried


def _or_nothing(render: Any) -> Any:
    def tried(context: template.Context) -> Any:
        try:
            return render(context)
        except Exception:  # whatever it wanted instead of dots
            return ""

    return tried


def _forgiving(filter_: Any) -> Any:
    @wraps(filter_)
    def tried(value: Any, *arguments: Any, **options: Any) -> Any:
        try:
            return filter_(value, *arguments, **options)
        except Exception:  # whatever it wanted instead of dots
            return Sample()

    return tried
