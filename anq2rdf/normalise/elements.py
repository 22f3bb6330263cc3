"""What each HTML element means for a text: the tables that plain text, safe HTML and the repair counts all follow."""

from __future__ import annotations

BREAK = "\n"
PARAGRAPH = "\n\n"

#: Elements that begin and end a paragraph of their own.
BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "caption", "center", "details", "dialog", "dir", "div", "dl",
        "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "legend", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search",
        "section", "summary", "table", "textarea", "title", "ul", "xmp"
    ]
)
#: Elements that begin a line.
LINES = frozenset(["br", "dd", "dt", "li", "option", "optgroup", "tr"])
#: Elements that leave the text's flow as it is.
INLINE = frozenset(
    [
        "a", "abbr", "acronym", "applet", "area", "audio", "b", "base", "basefont", "bdi", "bdo", "bgsound", "big",
        "blink", "body", "button", "canvas", "cite", "code", "col", "colgroup", "data", "datalist", "del", "dfn",
        "em", "embed", "font", "frame", "g", "head", "html", "i", "iframe", "img", "image", "input", "ins", "isindex",
        "kbd", "keygen", "label", "link", "map", "mark", "marquee", "math", "meta", "meter", "multicol", "nobr",
        "noembed", "noframes", "noscript", "object", "output", "param", "path", "picture", "progress", "q", "rb",
        "rp", "rt", "rtc", "ruby", "s", "samp", "script", "select", "slot", "small", "source", "spacer", "span",
        "strike", "strong", "style", "sub", "sup", "svg", "tbody", "template", "tfoot", "thead", "time", "track",
        "tt", "u", "var", "video", "wbr"
    ]
)
CELLS = frozenset(("td", "th"))
KNOWN = BLOCKS | LINES | INLINE | CELLS

#: Elements without content; their end tag, where one is written, ends nothing.
VOID = frozenset(
    [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input",
        "isindex", "keygen", "link", "meta", "param", "source", "spacer", "track", "wbr"
    ]
)
#: Elements whose end tag may be left out by HTML's own rules: leaving it out is no fault.
OPEN_ENDED = frozenset(
    [
        "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "plaintext", "rb",
        "rp", "rt", "rtc", "tbody", "td", "tfoot", "th", "thead", "tr"
    ]
)
#: Prefixes of the elements that word processors leave behind: `<o:p>`, `<st1:place>`.
OFFICE = frozenset(["m", "o", "st1", "st2", "u1", "u2", "u3", "v", "w", "x", "xml"])

#: What stands for each tag in a text without tables and lists; names of end tags begin with "/".
FLAT: dict[str, str] = (
    {slash + name: PARAGRAPH for name in BLOCKS for slash in ("", "/")}
    | {slash + name: "" for name in INLINE for slash in ("", "/")}
    | {"br": BREAK, "/br": BREAK, "dd": BREAK, "/dd": BREAK, "dt": BREAK, "/dt": BREAK}
    | {"option": BREAK, "/option": BREAK, "optgroup": BREAK, "/optgroup": BREAK, "": ""}
)
for _name in ("table", "ul", "ol", "dir", "menu", "tbody", "thead", "tfoot"):
    del FLAT[_name], FLAT["/" + _name]

#: The allow-list: element → attributes that may stand in a text's HTML. `safe.py` gives exactly this to the sanitiser.
ALLOWED: dict[str, frozenset[str]] = dict.fromkeys(
    [
        "abbr", "b", "big", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt",
        "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s",
        "samp", "small", "strong", "sub", "sup", "table", "tbody", "tfoot", "thead", "tr", "u", "ul", "var"
    ],
    frozenset(),
) | {"a": frozenset({"href"}), "td": frozenset({"colspan", "rowspan"}), "th": frozenset({"colspan", "rowspan"})}
#: Written as another element that means the same.
RENAMED: dict[str, str] = {
    "acronym": "abbr", "address": "div", "center": "div", "dir": "ul", "menu": "ul", "strike": "s", "tt": "code",
    "listing": "pre", "xmp": "pre", "plaintext": "pre", "textarea": "div", "title": "div",
}  # fmt: skip
#: Elements that say nothing the plain text loses.
SILENT = frozenset(("p", "br", "div", "hr"))
#: Elements for which HTML is worth writing beside the plain text; `a` only with an http address.
CARRYING = frozenset(name for name in ALLOWED if name not in SILENT) | {"acronym", "dir", "menu", "strike", "tt"}
