"""What a screen reader says of a PDF, read from the PDF alone: its structure tree, the text of its marked content (through
the fonts' ToUnicode), its annotations. qpdf takes the file apart.

transcript.py FILE prints it; read(FILE) gives its lines and the faults that no listener should meet."""

import base64
import json
import re
import subprocess
import sys

BOXES = {"☑": "case cochée", "☒": "case cochée", "☐": "case non cochée"}
BULLETS = {"–", "•", "▪", "-"}
MEANINGLESS = {"ici", "cliquez ici", "lien", "voir", "lire la suite", "en savoir plus", "plus", "page"}
STRING = rb"\(((?:[^\\()]|\\[\s\S])*)\)"  # parentheses inside are escaped
TOKEN = re.compile(rb"<<|>>|\[|\]|" + STRING + rb"|/([^\s<>\[\]/()]+)|([^\s<>\[\]/()]+)")
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class File:
    """The objects of a PDF, as qpdf writes them down as JSON."""

    def __init__(self, path):
        command = ["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path]
        run = subprocess.run(command, capture_output=True, check=True)
        self.objects = json.loads(run.stdout)["qpdf"][1]
        self.root = self.get(self.objects["trailer"]["value"]["/Root"])

    def get(self, value):
        """The object that a reference stands for, a stream as its dictionary."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            whole = self.objects.get(f"obj:{value}", {"value": None})
            value = whole["value"] if "value" in whole else whole["stream"]["dict"]
        return value

    def data(self, reference):
        return base64.b64decode(self.objects[f"obj:{reference}"]["stream"]["data"])

    def pages(self, node=None):
        """References to the page objects, in their order."""
        for kid in self.get((node or self.get(self.root["/Pages"]))["/Kids"]):
            page = self.get(kid)
            if page["/Type"] == "/Pages":
                yield from self.pages(page)
            else:
                yield kid


def text_of(value):
    """A text string (ISO 32000-1, 7.9.2.2)."""
    return value[2:] if isinstance(value, str) and value.startswith("u:") else ""


def unescape(string):
    """The bytes of a literal string (ISO 32000-1, 7.3.4.2)."""

    def one(match):
        octal = re.fullmatch(rb"[0-7]+", match[1])
        return bytes([int(match[1], 8)]) if octal else ESCAPED.get(match[1], match[1])

    return re.sub(rb"\\([0-7]{1,3}|[\s\S])", one, string)


class Font:
    """From codes of two bytes to text."""

    def __init__(self, file, dictionary):
        self.texts = {}
        for code, text in re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", file.data(dictionary["/ToUnicode"])):
            self.texts[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")

    def read(self, codes):
        return "".join(self.texts[int.from_bytes(codes[i : i + 2], "big")] for i in range(0, len(codes), 2))


class Content:
    """The text of each marked-content sequence of a page; text in none of them, which nobody hears."""

    def __init__(self, file, page, fonts):
        self.sequences, self.outside = {}, ""
        resources = file.get(file.get(page["/Resources"])["/Font"])
        contents = page["/Contents"]
        data = b"\n".join(file.data(part) for part in (contents if isinstance(contents, list) else [contents]))
        marks, operands, font = [], [], None
        for match in TOKEN.finditer(data):
            token = match[0]
            if match[1] is not None or match[2] is not None or re.fullmatch(rb"[-+.\d]+|<<|>>|\[|\]", token):
                operands.append(match)
                continue
            if token == b"Tf":
                name = resources[f"/{operands[0][2].decode()}"]
                if name not in fonts:
                    fonts[name] = Font(file, file.get(name))
                font = fonts[name]
            elif token in (b"BDC", b"BMC"):
                marks.append(self.mark(operands))
            elif token == b"EMC":
                marks.pop()
            elif token in (b"Tj", b"TJ"):
                shown = "".join(font.read(unescape(operand[1])) for operand in operands if operand[1] is not None)
                self.show(marks, shown)
            operands = []

    @staticmethod
    def mark(operands):
        """The number of a sequence; None for an artifact."""
        words = [operand[0] for operand in operands]
        return int(words[words.index(b"/MCID") + 1]) if b"/MCID" in words else None

    def show(self, marks, shown):
        if not marks:
            self.outside += shown
        elif marks[-1] is not None:
            self.sequences[marks[-1]] = self.sequences.get(marks[-1], "") + shown


class Reader:
    def __init__(self, path):
        self.file = File(path)
        self.lines, self.faults, self.level = [], [], 0
        self.numbers = {page: number for number, page in enumerate(self.file.pages(), 1)}
        fonts = {}
        self.contents = {page: Content(self.file, self.file.get(page), fonts) for page in self.numbers}
        for page, content in self.contents.items():
            if content.outside.strip():
                self.faults.append(f"page {self.numbers[page]}: « {content.outside} » stands outside of the structure")

    # ---- The tree ----

    def kids(self, element):
        """Pairs: ("text", …), ("object", …) or ("element", …)."""
        kids = self.file.get(element.get("/K", []))
        for kid in kids if isinstance(kids, list) else [element["/K"]]:
            value = self.file.get(kid)
            if isinstance(value, int):
                yield "text", self.contents[element["/Pg"]].sequences.get(value, "")
            elif value.get("/Type") == "/MCR":
                yield "text", self.contents[value.get("/Pg", element.get("/Pg"))].sequences.get(value["/MCID"], "")
            elif value.get("/Type") == "/OBJR":
                yield "object", self.file.get(value["/Obj"])
            else:
                yield "element", value

    def elements(self, element):
        return [kid for kind, kid in self.kids(element) if kind == "element"]

    def attribute(self, element, name):
        attributes = self.file.get(element.get("/A", {}))
        for one in attributes if isinstance(attributes, list) else [attributes]:
            if name in (self.file.get(one) or {}):
                return self.file.get(one)[name]
        return None

    # ---- Text in a line ----

    def inline(self, element):
        """The text of an element and of what stands in its lines; blocks inside are left to speak()."""
        parts = []
        for kind, kid in self.kids(element):
            if kind == "text":
                parts.append(kid)
            elif kind == "element" and self.is_inline(kid):
                parts.append(self.inline_element(kid))
        return "".join(parts)

    @staticmethod
    def is_inline(element):
        return element["/S"] in ("/Span", "/Link", "/Reference", "/Lbl", "/Note")

    def inline_element(self, element):
        role, text = element["/S"], self.inline(element)
        if role == "/Link":
            return self.link(element, text)
        if role == "/Note":
            return f" [note : {clean(text)}] "
        if "/Lang" in element:
            return f"[{text_of(element['/Lang'])} : {text}]"
        return text

    def link(self, element, text):
        annotations = [kid for kind, kid in self.kids(element) if kind == "object"]
        if not annotations:
            self.faults.append(f"link without annotation: « {text} »")
            return text
        annotation = annotations[0]
        described = clean(text_of(annotation.get("/Contents", "")))
        said = clean(text)
        if not said or not described:
            self.faults.append(f"link without text or description: « {said} », « {described} »")
        if said.lower().strip(" .:") in MEANINGLESS and described.lower() in MEANINGLESS | {said.lower()}:
            self.faults.append(f"link that says nothing: « {said} »")
        target = self.target(annotation)
        more = f", c’est-à-dire {described}" if described not in (said, target) and described not in said else ""
        begin = f"[lien vers {target}{more} : "
        return re.sub(r"\S(.*\S)?", lambda match: f"{begin}{match[0]}]", text, count=1, flags=re.S)

    def target(self, annotation):
        if "/A" in annotation:
            return text_of(self.file.get(annotation["/A"])["/URI"])
        return f"la page {self.numbers[self.file.get(annotation['/Dest'])[0]]}"

    # ---- Blocks ----

    def say(self, depth, text):
        self.lines.append("  " * depth + text)

    def speak(self, element, depth):
        role = element["/S"][1:]
        speakers = {
            "L": self.speak_list,
            "Table": self.speak_table,
            "Figure": self.speak_figure,
            "Form": self.speak_form,
            "TOC": self.speak_contents,
        }
        if "/Lang" in element:
            self.say(depth, f"langue : {text_of(element['/Lang'])}")
        if role in speakers:
            speakers[role](element, depth)
            return
        text = clean(self.inline(element))
        if re.fullmatch("H[1-6]", role):
            self.speak_heading(int(role[1]), text, depth)
        elif role == "Note":
            self.say(depth, f"note : {text}")
        elif role == "Caption":
            self.say(depth, f"légende : {text}")
        elif text:
            self.say(depth, text)
        self.speak_inside(element, depth)

    def speak_inside(self, element, depth):
        for kid in self.elements(element):
            if not self.is_inline(kid):
                self.speak(kid, depth)

    def speak_heading(self, level, text, depth):
        if level > self.level + 1:
            self.faults.append(f"heading of level {level} after one of level {self.level}: « {text} »")
        if not text:
            self.faults.append(f"empty heading of level {level}")
        self.level = level
        self.say(depth, f"titre de niveau {level} : {text}")

    def speak_list(self, element, depth):
        items = [kid for kid in self.elements(element) if kid["/S"] == "/LI"]
        for kid in self.elements(element):
            if kid["/S"] == "/Caption":
                self.speak(kid, depth)
        self.say(depth, f"liste de {count(len(items), 'élément')}")
        for item in items:
            self.speak_item(item, depth + 1)
        for kid in self.elements(element):
            if kid["/S"] == "/L":
                self.speak(kid, depth + 1)

    def speak_item(self, item, depth):
        parts = {kid["/S"]: kid for kid in self.elements(item)}
        label = self.inline(parts["/Lbl"]).strip() if "/Lbl" in parts else ""
        spoken = BOXES.get(label, "" if label in BULLETS else clean(label))
        body = parts.get("/LBody", item)
        before = len(self.lines)
        text = clean(self.inline(body))
        if text:
            self.say(depth, text)
        self.speak_inside(body, depth)
        if spoken:
            said = self.lines[before].strip() if len(self.lines) > before else ""
            colon = " :" if label in BOXES else ""
            self.lines[before : before + 1] = ["  " * depth + (f"{spoken}{colon} {said}" if said else spoken)]

    def speak_figure(self, element, depth):
        alternative = clean(text_of(element.get("/Alt", "")))
        if not alternative:
            self.faults.append("figure without alternative")
        self.say(depth, f"image : {alternative}")

    def speak_form(self, element, depth):
        for kind, kid in self.kids(element):
            if kind == "object":
                tooltip = text_of(kid.get("/TU", ""))
                if not tooltip:
                    self.faults.append("field without a name to say")
                self.say(depth, f"champ à signer : {tooltip}")

    def speak_contents(self, element, depth):
        entries = self.elements(element)
        own = [entry for entry in entries if entry["/S"] == "/TOCI"]
        self.say(depth, f"sommaire de {count(len(own), 'entrée')}")
        for entry in entries:
            if entry["/S"] == "/TOCI":
                text = clean(self.inline(entry))
                if text:
                    self.say(depth + 1, text)
                self.speak_inside(entry, depth + 1)
            else:
                self.speak(entry, depth + 1)

    # ---- Tables (ISO 32000-1, 14.8.5.7; the headers of a cell as HTML finds them) ----

    def rows(self, element):
        for kid in self.elements(element):
            if kid["/S"] == "/TR":
                yield kid
            elif kid["/S"] in ("/THead", "/TBody", "/TFoot"):
                yield from self.rows(kid)

    def grid(self, rows):
        """The cells as (row, column, rows, columns, element); and which cell stands at each place."""
        cells, taken = [], {}
        for y, row in enumerate(rows):
            x = 0
            for cell in self.elements(row):
                while (y, x) in taken:
                    x += 1
                height = self.attribute(cell, "/RowSpan") or 1
                width = self.attribute(cell, "/ColSpan") or 1
                cells.append((y, x, height, width, cell))
                for place in ((y + j, x + i) for j in range(height) for i in range(width)):
                    taken[place] = len(cells) - 1
                x += width
        return cells, taken

    def headers(self, cells, taken, index):
        """The header cells of a cell: those above it in its columns, then those before it in its rows."""
        y, x, height, width, _ = cells[index]
        found = []
        for places, axis in (
            ([(j, i) for i in range(x, x + width) for j in range(y)], ("/Column", "/Both")),
            ([(j, i) for j in range(y, y + height) for i in range(x)], ("/Row", "/Both")),
        ):
            for place in places:
                other = taken.get(place)
                if other is None or other == index or other in found:
                    continue
                cell = cells[other][4]
                if cell["/S"] == "/TH" and self.attribute(cell, "/Scope") in axis:
                    found.append(other)
        return found

    def speak_table(self, element, depth):
        rows = list(self.rows(element))
        cells, taken = self.grid(rows)
        width = max((x for _, x in taken), default=-1) + 1
        for kid in self.elements(element):
            if kid["/S"] == "/Caption":
                self.speak(kid, depth)
        self.say(depth, f"tableau de {count(len(rows), 'ligne')} et {count(width, 'colonne')}")
        for y in range(len(rows)):
            row = [place for place in taken if place[0] == y]
            if len(row) != width:
                self.faults.append(f"row {y + 1} of a table has {len(row)} columns, not {width}")
        for index, (y, _, _, _, cell) in enumerate(cells):
            if index == 0 or y != cells[index - 1][0]:
                self.say(depth + 1, f"ligne {y + 1}")
            self.speak_cell(cells, taken, index, depth + 2)

    def speak_cell(self, cells, taken, index, depth):
        cell = cells[index][4]
        names = [clean(self.all_text(cells[other][4])) for other in self.headers(cells, taken, index)]
        if cell["/S"] == "/TH":
            scopes = {"/Column": "en-tête de colonne", "/Row": "en-tête de ligne", "/Both": "en-tête"}
            scope = self.attribute(cell, "/Scope")
            if scope not in scopes:
                self.faults.append(f"header cell without scope: « {self.all_text(cell)} »")
            begin = scopes.get(scope, "en-tête")
        else:
            begin = ", ".join(name for name in names if name)
            if not begin:
                self.faults.append(f"cell without header: « {self.all_text(cell)} »")
        before = len(self.lines)
        text = clean(self.inline(cell))
        if text:
            self.say(depth, text)
        self.speak_inside(cell, depth)
        said = self.lines[before].strip() if len(self.lines) > before else "vide"
        self.lines[before : before + 1] = ["  " * depth + (f"{begin} : {said}" if begin else said)]

    def all_text(self, element):
        parts = []
        for kind, kid in self.kids(element):
            if kind == "text":
                parts.append(kid)
            elif kind == "element":
                parts.append((" " if not self.is_inline(kid) else "") + self.all_text(kid))
        return "".join(parts)


def count(number, word):
    return f"{number} {word}{'s' if number > 1 else ''}"


def clean(text):
    """As it is said: words that a line's end cut are whole, white space is one space, a no-break space is a space."""
    text = re.sub(r"\u00AD\s*", "", text)
    text = re.sub("[☑☒☐]", lambda match: f"[{BOXES[match[0]]}]", text)
    return re.sub(r"\s+", " ", text).strip()


def read(path):
    """The lines of the transcript, and the faults."""
    reader = Reader(path)
    file = reader.file
    information = file.get(file.objects["trailer"]["value"].get("/Info", {}))
    reader.say(0, f"document : {text_of(information.get('/Title', ''))}")
    reader.say(0, f"langue : {text_of(file.root.get('/Lang', ''))}, {count(len(reader.numbers), 'page')}")
    reader.speak_inside({"/S": "/", "/K": file.get(file.root["/StructTreeRoot"])["/K"]}, 0)
    return reader.lines, reader.faults


if __name__ == "__main__":
    said, wrong = read(sys.argv[1])
    print("\n".join(said))
    for fault in wrong:
        print(f"FAULT: {fault}", file=sys.stderr)
    sys.exit(1 if wrong else 0)
