"""The tables of bench/speed/run, the page that holds them, and its plot."""
import html
import importlib.metadata
import math
import os
import platform
import re
import subprocess
import time
from pathlib import Path

NAMES = {"floor": "only drawing", "Greffe": "Greffe", "cold": "Greffe, cold"}
TITLES = {"deliberation.xml": "The extract of a council's register", "contrat-cadre.xml": "The framework contract"}
FLOOR_MILLISECONDS, TIMES_FLOOR, TIMES_TYPST, COLD_MILLISECONDS, COLD_MIB = 1, 3, 10, 30, 25


def table(head, rows):
    cells = [head, *rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) if i == 0 else cell.rjust(width)
                               for i, (cell, width) in enumerate(zip(row, widths))) + " |" for row in cells]
    rule = "|" + "|".join("-" * (width + 2) if i == 0 else "-" * (width + 1) + ":" for i, width in enumerate(widths)) + "|"
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def number(value):
    """Three digits that count."""
    return f"{value:,.{max(0, 2 - max(0, math.floor(math.log10(value))))}f}" if value > 0 else "0"


def mib(kibibytes):
    return number(kibibytes / 1024)


def first_line(command):
    """Of what a program says, nothing where it is not there."""
    try:
        done = subprocess.run(command, capture_output=True, text=True)
        return (done.stdout + done.stderr).splitlines()[0]
    except (OSError, IndexError):
        return ""


def machine(greffe, source, load):
    """What the figures depend on, as lines of a list."""
    processor = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(encoding="utf-8"))
    system = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text(encoding="utf-8"))
    lines = [f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC",
             f"{processor[1] if processor else platform.machine()}, {len(os.sched_getaffinity(0))} cores, "
             f"{int(memory[1]) / 1024**2:.0f} GiB; {system[1]}, Linux {platform.release().split('-')[0]}",
             f"load when the run began: {load:.2f}" + (
                 ", so the clock's figures, and those of every core, are too long" if load > 0.5 else ""),
             f"{first_line([greffe, '--version'])}, commit {first_line(['git', '-C', source, 'rev-parse', '--short', 'HEAD'])}",
             first_line(["cc", "--version"])]
    for name in ("typst", "weasyprint"):
        try:
            lines.append(f"{name} {importlib.metadata.version(name)} (Python {platform.python_version()})")
        except importlib.metadata.PackageNotFoundError:
            pass
    if fop := re.search(r"fop-core-([\d.]+)\.jar", os.environ.get("FOP_CLASSPATH", "")):
        lines.append(f"Apache FOP {fop[1]} ({first_line(['java', '-version'])})")
    return lines


def comparison(document):
    rows = document["rows"]
    floor, greffe = rows["floor"][0], rows["Greffe"][0]
    lines = [[NAMES.get(name, name), number(processor), number(clock), number(processor / floor), number(processor / greffe), mib(peak)]
             for name, (processor, clock, peak) in rows.items()]
    return f"{TITLES[document['form']]}, {document['pages']} pages (`{document['form']}`)\n\n" + \
        table(["", "processor, ms", "clock, ms", "÷ only drawing", "÷ Greffe", "peak, MiB"], lines)


def rates(results):
    of = results["rates"]
    lines = [[name, number(rate), number(of["Greffe"] / rate)] for name, rate in of.items()]
    return f"The extract, {results['cores']} processes, one for each core\n\n" + \
        table(["", "documents a second", "Greffe is faster"], lines)


def growth(results):
    lines = [[f"{count:,}", number(processor), number(clock), mib(peak)]
             for count, (processor, clock, peak) in results["growth"].items()]
    return "A folder of extracts, `-j 1`\n\n" + \
        table(["forms", "processor, ms a form", "clock, ms a form", "peak of the worker, MiB"], lines)


def plans(results):
    lines = [[f"{leaves:,}", number(processor), number(clock), number(processor / leaves), mib(peak)]
             for leaves, (processor, clock, peak) in results["plans"].items()]
    return "A plan d'actions (`bench/plan-actions --form LEAVES`), one process; the last number of a sheet is 9,999\n\n" + \
        table(["leaves", "processor, ms", "clock, ms", "processor, ms a leaf", "peak, MiB"], lines)


def profile(results):
    layers = results["profile"]["layers"]
    lines = [[name, number(count), f"{count / layers['whole'] * 100:.0f} %"] for name, count in layers.items()]
    return "Millions of instructions of an extract, layer by layer, without the kernel's\n\n" + \
        table(["", "millions", "share"], lines)


def verdict(reached, text, figures):
    return f"* {'Reached' if reached else '**Not reached**'}: {text}. {figures}\n"


def verdicts(results):
    floor = results["documents"][0]["rows"]["floor"][0]
    lines = [verdict(floor <= FLOOR_MILLISECONDS, f"drawing alone takes the extract at most {FLOOR_MILLISECONDS} ms of processor",
                     f"{number(floor)} ms.")]
    for document in results["documents"]:
        rows = document["rows"]
        ratio = rows["Greffe"][0] / rows["floor"][0]
        lines.append(verdict(ratio <= TIMES_FLOOR, f"the whole of it takes at most {TIMES_FLOOR} times what drawing alone takes "
                             f"(`{document['form']}`)", f"It takes {number(ratio)} times as much."))
    if "Typst" in results["rates"]:
        ratio = results["rates"]["Greffe"] / results["rates"]["Typst"]
        lines.append(verdict(ratio >= TIMES_TYPST, f"{TIMES_TYPST} times the documents of a warm Typst, on all cores",
                             f"{number(ratio)} times."))
    processor, clock, peak = results["documents"][0]["rows"]["cold"]
    lines.append(verdict(clock <= COLD_MILLISECONDS and peak <= COLD_MIB * 1024,
                         f"a cold extract within {COLD_MILLISECONDS} ms and {COLD_MIB} MiB",
                         f"{number(clock)} ms ({number(processor)} of processor) and {mib(peak)} MiB."))
    return "".join(lines)


def where(results):
    if "profile" not in results:
        return ""
    models, cold = results["profile"]["models"], results["profile"]["cold"]
    return f"""
## Where the time goes

{profile(results)}
A cold process begins with reading models: {number(models)} million of its {number(cold)} million instructions. Layers are
functions of libgreffe (`LAYERS` in `bench/speed/run`) with all they call, forms after the first in one process; by hand:

```
valgrind --tool=callgrind --callgrind-out-file=out greffe render --force FORM…
callgrind_annotate --inclusive=yes out
```
"""


def page(results):
    return f"""# What a document costs

Measured by `bench/run --docs docs`, which wrote this page:

""" + "".join(f"* {line}\n" for line in results["machine"]) + f"""
Figures are medians for one document, processor time first: it is what a batch is paid in. All of them are of one run on one
machine, so that they can be divided by each other; other machines have other figures and much the same ratios.

![Milliseconds of processor for one document, on a logarithmic scale; the tables below have the figures](speed.svg)

{comparison(results["documents"][0])}
{comparison(results["documents"][1])}
* *only drawing* is a floor: `bench/speed/floor.c`, in C, takes the finished pages (each text with its place, font and size)
  and draws them by libharu: its own Type0 fonts, HarfBuzz's subset for each document, libdeflate at level 6, no structure, no
  metadata. What reads, checks and typesets nothing cannot be much faster.
* *Greffe* reads, checks and typesets a form, writes tagged PDF/A-3a with the form inside, and a line of the report: the share of
  one form in a folder of {results["forms"]}, `-j 1`, beyond what the program takes to start.
* *Greffe, cold* is one form and one process, models read anew.
* *Typst*, *WeasyPrint*, *Apache FOP* are warm, each in a process of its own. They are given the words that Greffe has made, in the
  same fonts and much the same layout; no two documents are the same. They check nothing, and make a PDF as it comes without
  options. FOP's processor time is that of the thread that typesets, without Java's compiler and collector; its peak is with
  Java's own choice of a heap.

## Targets

{verdicts(results)}
## Every core

{rates(results)}
## Many forms

{growth(results)}
## Large forms

{plans(results)}{where(results)}
## Again

```
apt-get install qpdf time valgrind                             # beside what builds Greffe
python3 -m venv /tmp/venv && /tmp/venv/bin/pip install typst weasyprint
export FOP_CLASSPATH=$(bench/speed/fetch-fop /tmp/fop)         # Maven and a JDK
PYTHON=/tmp/venv/bin/python bench/run --docs docs
```

What is not there is left out. It takes some minutes; the machine should have nothing else to do.
"""


LEFT, RIGHT, BAR, TOP = 120, 90, 15, 74
WIDTH = 760
LEAST, MOST = 0.5, 2000


def position(milliseconds):
    span = math.log10(MOST / LEAST)
    return LEFT + (WIDTH - LEFT - RIGHT) * math.log10(max(milliseconds, LEAST) / LEAST) / span


def text(x, y, words, anchor="start", size=13, weight="normal"):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}">{html.escape(words)}</text>\n'


def bar(y, milliseconds, filled):
    width = position(milliseconds) - LEFT
    paint = 'fill="#1B3A6B"' if filled else 'fill="#C9D6EA" stroke="#1B3A6B"'
    return f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR - 2}" {paint}/>\n' + \
        text(LEFT + width + 6, y + 11, f"{number(milliseconds)} ms", size=12)


def legend(documents):
    parts, x = [], LEFT
    for document, filled in zip(documents, (True, False)):
        name = f"{document['form'].removesuffix('.xml')}, {document['pages']} pages"
        parts.append(f'<rect x="{x}" y="41" width="13" height="13" ' +
                     ('fill="#1B3A6B"/>' if filled else 'fill="#C9D6EA" stroke="#1B3A6B"/>') + "\n" + text(x + 19, 52, name))
        x += 200
    return "".join(parts)


def grid(bottom):
    parts = []
    for decade in (1, 10, 100, 1000):
        x = position(decade)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{bottom}" stroke="#B9C3D1"/>\n' +
                     text(x, bottom + 16, f"{decade:,} ms", "middle", 12))
    return "".join(parts)


def plot(documents):
    names = [name for name in documents[0]["rows"]]
    bottom = TOP + len(names) * (2 * BAR + 14)
    bars = []
    for row, name in enumerate(names):
        y = TOP + row * (2 * BAR + 14)
        bars.append(text(LEFT - 8, y + BAR + 4, NAMES.get(name, name), "end"))
        bars += [bar(y + i * BAR, document["rows"][name][0], i == 0) for i, document in enumerate(documents)]
    title = "Milliseconds of processor for one document"
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 30}" width="{WIDTH}" height="{bottom + 30}" \
role="img" aria-labelledby="title" font-family="PT Sans, DejaVu Sans, Arial, sans-serif" fill="#1A1A1A">
<title id="title">{title}, on a logarithmic scale</title>
<rect width="100%" height="100%" fill="#FFFFFF"/>
{text(LEFT, 24, title + " (logarithmic scale)", size=15, weight="bold")}{legend(documents)}{grid(bottom)}\
<line x1="{LEFT}" y1="{TOP - 8}" x2="{LEFT}" y2="{bottom}" stroke="#1A1A1A"/>
{"".join(bars)}</svg>
"""
