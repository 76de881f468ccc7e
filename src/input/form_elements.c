/* The elements and attributes of the form language. docs/forms.md says what they mean. */
#include "form_grammar.h"

#include "xml.h"

#include <string.h>

#define YES_NO "yes no"
#define CURRENCIES "EUR CHF GBP USD CAD DKK NOK SEK PLN CZK HUF RON BGN"
#define TYPES "text boolean integer decimal money date month"
#define PARAMETER_TYPES "text integer decimal money date"

/* The theme's roles and the formats of values, as words. */
#define STYLE(identifier, class_name) class_name " "
static const char styles[] =
#include "styles.def"
    ;
#undef STYLE
#define FORMAT(name, as, written) name " "
static const char formats[] =
#include "formats.def"
    ;
#undef FORMAT

#define ATTRIBUTES(...)                                                                            \
    .attributes = (const struct attribute_grammar[]) {                                             \
        __VA_ARGS__ {                                                                              \
            NULL, SHAPE_TEXT, false, NULL                                                          \
        }                                                                                          \
    }
#define OPTIONAL(name, shape) {name, shape, false, NULL},
#define REQUIRED(name, shape) {name, shape, true, NULL},
#define OPTIONAL_WORD(name, words) {name, SHAPE_WORD, false, words},
#define REQUIRED_WORD(name, words) {name, SHAPE_WORD, true, words},

/* What the fields have in common. */
#define NAMED                                                                                      \
    REQUIRED("name", SHAPE_NAME) OPTIONAL("label", SHAPE_TEXT) OPTIONAL("help", SHAPE_TEXT)
#define FIELD NAMED OPTIONAL("when", SHAPE_EXPRESSION) OPTIONAL_WORD("personal", YES_NO)
#define ANSWERED FIELD OPTIONAL_WORD("required", "yes no by-hand")
#define SCALAR ANSWERED OPTIONAL_WORD("in", "element attribute")
#define BOUNDS(shape) OPTIONAL("minimum", shape) OPTIONAL("maximum", shape)
#define MONEY(requirement) requirement("currency", CURRENCIES) OPTIONAL_WORD("tax", "HT TTC none")

/* What blocks have in common. */
#define DRESSED OPTIONAL_WORD("class", styles) OPTIONAL("lang", SHAPE_LANGUAGE)
#define BLOCK                                                                                      \
    DRESSED OPTIONAL("id", SHAPE_TEMPLATE) OPTIONAL_WORD("new-page", YES_NO)                       \
        OPTIONAL_WORD("keep-next", YES_NO)
#define HEADING BLOCK OPTIONAL_WORD("numbered", YES_NO) OPTIONAL_WORD("hidden", YES_NO)
#define CELL                                                                                       \
    DRESSED OPTIONAL("colspan", SHAPE_EXPRESSION) OPTIONAL("rowspan", SHAPE_EXPRESSION)            \
        OPTIONAL_WORD("scope", "col row")

/* What charts have in common. */
#define ORDERED OPTIONAL("sort", SHAPE_EACH) OPTIONAL_WORD("order", "ascending descending")
#define CHART                                                                                      \
    BLOCK REQUIRED("select", SHAPE_NODES)                                                          \
    ORDERED REQUIRED("label", SHAPE_EACH) REQUIRED("caption", SHAPE_TEMPLATE)
#define STATE OPTIONAL("state", SHAPE_EACH) OPTIONAL("state-name", SHAPE_EACH)

#define RULE_DATES OPTIONAL("from", SHAPE_DATE) OPTIONAL("to", SHAPE_DATE)
#define ASSERTION                                                                                  \
    REQUIRED("id", SHAPE_CODE)                                                                     \
    OPTIONAL_WORD("role", "error warning note")                                                    \
    REQUIRED("test", SHAPE_EXPRESSION)                                                             \
    OPTIONAL("subject", SHAPE_EXPRESSION)                                                          \
    OPTIONAL("related", SHAPE_EXPRESSION) OPTIONAL("law", SHAPE_TEXT) RULE_DATES
#define EXPORT(formats)                                                                            \
    REQUIRED("id", SHAPE_NAME)                                                                     \
    REQUIRED_WORD("format", formats)                                                               \
    REQUIRED("name", SHAPE_TEMPLATE) OPTIONAL("for", SHAPE_NAME)
#define ENCODED OPTIONAL_WORD("encoding", "UTF-8 ISO-8859-1 windows-1252")
#define SPREADSHEET                                                                                \
    OPTIONAL_WORD("separator", ", ; tab")                                                          \
    OPTIONAL_WORD("bom", YES_NO)
#define LENGTHS(a, b, c, d)                                                                        \
    OPTIONAL(a, SHAPE_LENGTH)                                                                      \
    OPTIONAL(b, SHAPE_LENGTH) OPTIONAL(c, SHAPE_LENGTH) OPTIONAL(d, SHAPE_LENGTH)

#define NOTHING 0
#define INCLUDED                                                                                   \
    (CONTENT_MODEL | CONTENT_FIELDS | CONTENT_OPTIONS | CONTENT_RULES | CONTENT_LETS |             \
        CONTENT_BLOCKS | CONTENT_INLINE | CONTENT_VALUE | CONTENT_ITEMS | CONTENT_BODY |           \
        CONTENT_ROWS | CONTENT_CELLS | CONTENT_XML | CONTENT_JSON | CONTENT_MEMBERS |              \
        CONTENT_LINES | CONTENT_FIGURES | CONTENT_PARTS)

/* clang-format off */
static const struct element_grammar elements[] = {
    {"model", NOTHING, CONTENT_MODEL | CONTENT_FIELDS, ATTRIBUTES(
        REQUIRED("name", SHAPE_NAME) REQUIRED("version", SHAPE_VERSION)
        REQUIRED("title", SHAPE_TEXT) OPTIONAL("date", SHAPE_EXPRESSION)
        OPTIONAL("theme", SHAPE_EXPRESSION))},
    {"fragment", NOTHING, CONTENT_UNKNOWN, ATTRIBUTES()},
    {"include", INCLUDED, NOTHING, ATTRIBUTES(REQUIRED("href", SHAPE_TEXT))},

    /* fields */
    {"text", CONTENT_FIELDS, NOTHING, ATTRIBUTES(
        SCALAR BOUNDS(SHAPE_COUNT) OPTIONAL("pattern", SHAPE_NAME) OPTIONAL("table", SHAPE_NAME)
        OPTIONAL_WORD("quoted", YES_NO))},
    {"rich", CONTENT_FIELDS, NOTHING, ATTRIBUTES(ANSWERED BOUNDS(SHAPE_COUNT))},
    {"boolean", CONTENT_FIELDS, NOTHING, ATTRIBUTES(SCALAR)},
    {"integer", CONTENT_FIELDS, NOTHING, ATTRIBUTES(SCALAR BOUNDS(SHAPE_INTEGER))},
    {"decimal", CONTENT_FIELDS, NOTHING, ATTRIBUTES(SCALAR BOUNDS(SHAPE_DECIMAL))},
    {"money", CONTENT_FIELDS, NOTHING, ATTRIBUTES(
        SCALAR MONEY(REQUIRED_WORD) BOUNDS(SHAPE_MONEY))},
    {"date", CONTENT_FIELDS, NOTHING, ATTRIBUTES(SCALAR BOUNDS(SHAPE_DATE))},
    {"month", CONTENT_FIELDS, NOTHING, ATTRIBUTES(SCALAR BOUNDS(SHAPE_MONTH))},
    {"url", CONTENT_FIELDS, NOTHING, ATTRIBUTES(SCALAR)},
    {"email", CONTENT_FIELDS, NOTHING, ATTRIBUTES(SCALAR)},
    {"telephone", CONTENT_FIELDS, NOTHING, ATTRIBUTES(SCALAR)},
    {"image", CONTENT_FIELDS, NOTHING, ATTRIBUTES(ANSWERED)},
    {"file", CONTENT_FIELDS, NOTHING, ATTRIBUTES(ANSWERED)},
    {"reference", CONTENT_FIELDS, NOTHING, ATTRIBUTES(SCALAR REQUIRED("to", SHAPE_TARGET))},
    {"form", CONTENT_FIELDS, NOTHING, ATTRIBUTES(ANSWERED REQUIRED("model", SHAPE_NAMES))},
    {"group", CONTENT_FIELDS, CONTENT_FIELDS, ATTRIBUTES(FIELD), .needs = "*"},
    {"record", CONTENT_FIELDS, CONTENT_FIELDS, ATTRIBUTES(
        FIELD OPTIONAL("min", SHAPE_COUNT) OPTIONAL("max", SHAPE_POSITIVE)
        OPTIONAL("key", SHAPE_NAME) OPTIONAL_WORD("compare", "exact name")), .needs = "*"},
    {"choice", CONTENT_FIELDS, CONTENT_OPTIONS, ATTRIBUTES(
        ANSWERED REQUIRED_WORD("pick", "one many")
        OPTIONAL("min", SHAPE_COUNT) OPTIONAL("max", SHAPE_POSITIVE)), .needs = "option"},
    {"option", CONTENT_OPTIONS, CONTENT_FIELDS, ATTRIBUTES(NAMED)},
    {"value", CONTENT_FIELDS, NOTHING, ATTRIBUTES(
        NAMED OPTIONAL_WORD("personal", YES_NO) REQUIRED_WORD("type", TYPES)
        REQUIRED("select", SHAPE_EXPRESSION) MONEY(OPTIONAL_WORD))},

    /* data */
    {"table", CONTENT_MODEL, NOTHING, ATTRIBUTES(
        REQUIRED("id", SHAPE_NAME) REQUIRED("file", SHAPE_TEXT) REQUIRED("key", SHAPE_TEXT))},
    {"parameter", CONTENT_MODEL, CONTENT_FROM, ATTRIBUTES(
        REQUIRED("name", SHAPE_NAME) OPTIONAL_WORD("type", PARAMETER_TYPES)
        OPTIONAL_WORD("currency", CURRENCIES)), .needs = "from"},
    {"from", CONTENT_FROM, NOTHING, ATTRIBUTES(
        REQUIRED("date", SHAPE_DATE) REQUIRED("value", SHAPE_TEXT))},
    {"pattern-text", CONTENT_MODEL, CONTENT_TEXT, ATTRIBUTES(
        REQUIRED("id", SHAPE_NAME) REQUIRED("regex", SHAPE_TEXT))},
    {"phase", CONTENT_MODEL, NOTHING, ATTRIBUTES(
        REQUIRED("id", SHAPE_NAME) REQUIRED("label", SHAPE_TEXT))},

    /* rules */
    {"let", CONTENT_MODEL | CONTENT_LETS, NOTHING, ATTRIBUTES(
        REQUIRED("name", SHAPE_NAME) REQUIRED("value", SHAPE_EXPRESSION))},
    {"pattern", CONTENT_MODEL, CONTENT_LETS | CONTENT_RULES, ATTRIBUTES(
        REQUIRED("id", SHAPE_NAME) OPTIONAL("title", SHAPE_TEXT) OPTIONAL("phase", SHAPE_NAMES)),
        .needs = "rule"},
    {"rule", CONTENT_RULES, CONTENT_LETS | CONTENT_ASSERTIONS, ATTRIBUTES(
        REQUIRED("context", SHAPE_NODES)), .needs = "assert report"},
    {"assert", CONTENT_ASSERTIONS, CONTENT_PLAIN | CONTENT_HINT, ATTRIBUTES(ASSERTION)},
    {"report", CONTENT_ASSERTIONS, CONTENT_PLAIN | CONTENT_HINT, ATTRIBUTES(ASSERTION)},
    {"hint", CONTENT_HINT, CONTENT_PLAIN, ATTRIBUTES(), .once = true},

    /* pages */
    {"page", CONTENT_MODEL, CONTENT_PAGE, ATTRIBUTES(
        REQUIRED("id", SHAPE_NAME) OPTIONAL_WORD("size", "A3 A4 A5")
        OPTIONAL("width", SHAPE_LENGTH) OPTIONAL("height", SHAPE_LENGTH)
        OPTIONAL_WORD("orientation", "portrait landscape")
        LENGTHS("top", "bottom", "inner", "outer") OPTIONAL("first-top", SHAPE_LENGTH)
        OPTIONAL("hang", SHAPE_LENGTH) OPTIONAL_WORD("mirrored", YES_NO)
        OPTIONAL("text-size", SHAPE_LENGTH) OPTIONAL("leading", SHAPE_LENGTH)
        OPTIONAL_WORD("align", "justified left") OPTIONAL_WORD("first-furniture", YES_NO)
        OPTIONAL("first-number", SHAPE_POSITIVE))},
    {"head", CONTENT_PAGE, CONTENT_SIDES, ATTRIBUTES(), .once = true},
    {"foot", CONTENT_PAGE, CONTENT_SIDES, ATTRIBUTES(), .once = true},
    {"left", CONTENT_SIDES, CONTENT_PHRASE | CONTENT_FURNITURE, ATTRIBUTES(), .once = true},
    {"right", CONTENT_SIDES, CONTENT_PHRASE | CONTENT_FURNITURE, ATTRIBUTES(), .once = true},
    {"page-number", CONTENT_FURNITURE, NOTHING, ATTRIBUTES()},
    {"page-count", CONTENT_FURNITURE, NOTHING, ATTRIBUTES()},
    {"sheet-number", CONTENT_FURNITURE, NOTHING, ATTRIBUTES(OPTIONAL("width", SHAPE_LENGTH))},
    {"section", CONTENT_FURNITURE, NOTHING, ATTRIBUTES()},
    {"part", CONTENT_FURNITURE, NOTHING, ATTRIBUTES()},
    {"reserved", CONTENT_PAGE, NOTHING, ATTRIBUTES(
        REQUIRED("x", SHAPE_LENGTH) REQUIRED("y", SHAPE_LENGTH)
        REQUIRED("width", SHAPE_LENGTH) REQUIRED("height", SHAPE_LENGTH))},

    /* documents */
    {"document", CONTENT_MODEL,
        CONTENT_METADATA | CONTENT_PARTS | CONTENT_BLOCKS | CONTENT_CONTROL, ATTRIBUTES(
        REQUIRED("id", SHAPE_NAME) OPTIONAL("label", SHAPE_TEXT) OPTIONAL("page", SHAPE_NAME)
        OPTIONAL("phase", SHAPE_NAME) OPTIONAL_WORD("source", "whole none")
        OPTIONAL_WORD("personal", "show hide") OPTIONAL("date", SHAPE_EXPRESSION)), .needs = "*"},
    {"title", CONTENT_METADATA, CONTENT_PLAIN, ATTRIBUTES(), .once = true, .rank = RANK_FIRST},
    {"author", CONTENT_METADATA, CONTENT_PLAIN, ATTRIBUTES(), .once = true, .rank = RANK_FIRST},
    {"subject", CONTENT_METADATA, CONTENT_PLAIN, ATTRIBUTES(), .once = true, .rank = RANK_FIRST},
    {"keywords", CONTENT_METADATA, CONTENT_PLAIN, ATTRIBUTES(), .once = true, .rank = RANK_FIRST},
    {"part", CONTENT_PARTS, CONTENT_BLOCKS | CONTENT_CONTROL, ATTRIBUTES(
        OPTIONAL("id", SHAPE_TEMPLATE) OPTIONAL("label", SHAPE_TEMPLATE)
        OPTIONAL("title", SHAPE_TEMPLATE) OPTIONAL("page", SHAPE_NAME)
        OPTIONAL_WORD("level", "1 2 3") OPTIONAL_WORD("numbering", "continue restart")),
        .needs = "*"},

    /* blocks */
    {"h1", CONTENT_BLOCKS, CONTENT_PHRASE, ATTRIBUTES(HEADING)},
    {"h2", CONTENT_BLOCKS, CONTENT_PHRASE, ATTRIBUTES(HEADING)},
    {"h3", CONTENT_BLOCKS, CONTENT_PHRASE, ATTRIBUTES(HEADING)},
    {"h4", CONTENT_BLOCKS, CONTENT_PHRASE, ATTRIBUTES(HEADING)},
    {"h5", CONTENT_BLOCKS, CONTENT_PHRASE, ATTRIBUTES(HEADING)},
    {"h6", CONTENT_BLOCKS, CONTENT_PHRASE, ATTRIBUTES(HEADING)},
    {"p", CONTENT_BLOCKS, CONTENT_PHRASE, ATTRIBUTES(BLOCK)},
    {"ul", CONTENT_BLOCKS, CONTENT_ITEMS | CONTENT_CONTROL, ATTRIBUTES(BLOCK)},
    {"ol", CONTENT_BLOCKS, CONTENT_ITEMS | CONTENT_CONTROL, ATTRIBUTES(
        BLOCK OPTIONAL("start", SHAPE_POSITIVE))},
    {"li", CONTENT_ITEMS, CONTENT_FLOW, ATTRIBUTES(DRESSED)},
    {"table", CONTENT_BLOCKS,
        CONTENT_CAPTION | CONTENT_HEAD | CONTENT_BODY | CONTENT_ROWS | CONTENT_CONTROL, ATTRIBUTES(
        BLOCK OPTIONAL("columns", SHAPE_NUMBERS))},
    {"caption", CONTENT_CAPTION, CONTENT_PHRASE, ATTRIBUTES(DRESSED),
        .once = true, .rank = RANK_FIRST},
    {"thead", CONTENT_HEAD, CONTENT_ROWS | CONTENT_CONTROL, ATTRIBUTES(DRESSED),
        .once = true, .rank = RANK_SECOND},
    {"tbody", CONTENT_BODY, CONTENT_ROWS | CONTENT_CONTROL, ATTRIBUTES(DRESSED)},
    {"tr", CONTENT_ROWS, CONTENT_CELLS | CONTENT_CONTROL, ATTRIBUTES(DRESSED)},
    {"th", CONTENT_CELLS, CONTENT_FLOW, ATTRIBUTES(CELL)},
    {"td", CONTENT_CELLS, CONTENT_FLOW, ATTRIBUTES(CELL)},
    {"figure", CONTENT_BLOCKS, CONTENT_CAPTION, ATTRIBUTES(
        BLOCK OPTIONAL("select", SHAPE_EXPRESSION) OPTIONAL("file", SHAPE_TEXT)
        OPTIONAL("alt", SHAPE_TEMPLATE) OPTIONAL_WORD("decorative", YES_NO)
        OPTIONAL("width", SHAPE_LENGTH) OPTIONAL("height", SHAPE_LENGTH)),
        .one_of = "select file"},
    {"aside", CONTENT_BLOCKS, CONTENT_FLOW, ATTRIBUTES(BLOCK)},
    {"div", CONTENT_BLOCKS, CONTENT_BLOCKS | CONTENT_CONTROL, ATTRIBUTES(
        BLOCK OPTIONAL("columns", SHAPE_NUMBERS))},
    {"page-break", CONTENT_BLOCKS, NOTHING, ATTRIBUTES()},
    {"logos", CONTENT_BLOCKS, NOTHING, ATTRIBUTES(BLOCK)},
    {"contents", CONTENT_BLOCKS, NOTHING, ATTRIBUTES(
        BLOCK OPTIONAL_WORD("levels", "1 2 3 4 5 6"))},
    {"field", CONTENT_BLOCKS, NOTHING, ATTRIBUTES(
        BLOCK REQUIRED("ref", SHAPE_FIELDS) OPTIONAL_WORD("label", YES_NO)
        OPTIONAL_WORD("help", YES_NO) OPTIONAL_WORD("options", "all ticked"))},
    {"signatures", CONTENT_BLOCKS, CONTENT_SIGNATURE, ATTRIBUTES(
        BLOCK REQUIRED("select", SHAPE_NODES) OPTIONAL("initials", SHAPE_EXPRESSION))},
    {"organisation", CONTENT_SIGNATURE, CONTENT_PLAIN, ATTRIBUTES(), .once = true},
    {"delegation", CONTENT_SIGNATURE, CONTENT_PLAIN, ATTRIBUTES(), .once = true},
    {"capacity", CONTENT_SIGNATURE, CONTENT_PLAIN, ATTRIBUTES(), .once = true},
    {"name", CONTENT_SIGNATURE, CONTENT_PLAIN, ATTRIBUTES(), .once = true},
    {"bars", CONTENT_BLOCKS, NOTHING, ATTRIBUTES(
        CHART REQUIRED("value", SHAPE_EACH) OPTIONAL_WORD("as", formats)
        OPTIONAL("unit", SHAPE_TEXT) OPTIONAL("maximum", SHAPE_EXPRESSION)
        OPTIONAL_WORD("stacked", YES_NO) STATE)},
    {"timeline", CONTENT_BLOCKS, NOTHING, ATTRIBUTES(
        CHART OPTIONAL("value", SHAPE_EACH)
        REQUIRED("from", SHAPE_EACH) REQUIRED("to", SHAPE_EACH)
        REQUIRED("start", SHAPE_EXPRESSION) REQUIRED("end", SHAPE_EXPRESSION) STATE)},
    {"tally", CONTENT_BLOCKS, NOTHING, ATTRIBUTES(
        CHART REQUIRED("value", SHAPE_EACH) OPTIONAL_WORD("as", formats))},
    {"insert", CONTENT_BLOCKS, NOTHING, ATTRIBUTES(
        BLOCK REQUIRED("form", SHAPE_FIELDS) OPTIONAL("document", SHAPE_NAME))},

    /* inline content; a value-of where only blocks may stand gives blocks */
    {"value-of", CONTENT_VALUE, NOTHING, ATTRIBUTES(
        REQUIRED("select", SHAPE_EXPRESSION) OPTIONAL_WORD("as", formats))},
    {"value-of", CONTENT_BLOCKS, NOTHING, ATTRIBUTES(
        REQUIRED("select", SHAPE_EXPRESSION) REQUIRED_WORD("as", FORM_ONLY_RICH))},
    {"strong", CONTENT_INLINE, CONTENT_PHRASE, ATTRIBUTES()},
    {"em", CONTENT_INLINE, CONTENT_PHRASE, ATTRIBUTES()},
    {"sup", CONTENT_INLINE, CONTENT_PHRASE, ATTRIBUTES()},
    {"sub", CONTENT_INLINE, CONTENT_PHRASE, ATTRIBUTES()},
    {"a", CONTENT_INLINE, CONTENT_PHRASE, ATTRIBUTES(
        OPTIONAL("href", SHAPE_TEMPLATE) OPTIONAL("to", SHAPE_TEMPLATE)
        OPTIONAL("title", SHAPE_TEXT)), .one_of = "href to"},
    {"br", CONTENT_INLINE, NOTHING, ATTRIBUTES()},
    {"span", CONTENT_INLINE, CONTENT_PHRASE, ATTRIBUTES(
        OPTIONAL("lang", SHAPE_LANGUAGE) OPTIONAL_WORD("class", "mark")), .one_of = "lang class"},
    {"note", CONTENT_INLINE, CONTENT_PHRASE, ATTRIBUTES()},
    {"personal", CONTENT_INLINE, CONTENT_PHRASE, ATTRIBUTES()},
    {"blank", CONTENT_INLINE, NOTHING, ATTRIBUTES(OPTIONAL("width", SHAPE_LENGTH))},
    {"page-of", CONTENT_INLINE, NOTHING, ATTRIBUTES(REQUIRED("to", SHAPE_TEMPLATE))},
    {"number-of", CONTENT_INLINE, NOTHING, ATTRIBUTES(REQUIRED("to", SHAPE_TEMPLATE))},

    /* control */
    {"for-each", CONTENT_CONTROL, NOTHING, ATTRIBUTES(
        REQUIRED("select", SHAPE_NODES) ORDERED), .transparent = true},
    {"if", CONTENT_CONTROL, NOTHING, ATTRIBUTES(REQUIRED("test", SHAPE_EXPRESSION)),
        .transparent = true},
    {"choose", CONTENT_CONTROL, CONTENT_BRANCHES, ATTRIBUTES(), .needs = "when"},
    {"when", CONTENT_BRANCHES, NOTHING, ATTRIBUTES(REQUIRED("test", SHAPE_EXPRESSION)),
        .transparent = true},
    {"otherwise", CONTENT_BRANCHES, NOTHING, ATTRIBUTES(),
        .transparent = true, .once = true, .rank = RANK_LAST},

    /* exports */
    {"export", CONTENT_MODEL, CONTENT_XML, ATTRIBUTES(EXPORT("xml") ENCODED),
        .needs = "element", .format = "xml", .single = true},
    {"export", CONTENT_MODEL, CONTENT_ROOT, ATTRIBUTES(EXPORT("json") ENCODED),
        .needs = "object array", .format = "json", .single = true},
    {"export", CONTENT_MODEL, CONTENT_LINES | CONTENT_CONTROL, ATTRIBUTES(
        EXPORT("csv") ENCODED SPREADSHEET),
        .needs = "*", .format = "csv"},
    {"export", CONTENT_MODEL, NOTHING, ATTRIBUTES(EXPORT("pdf")), .format = "pdf"},
    {"export", CONTENT_MODEL, CONTENT_UNKNOWN, ATTRIBUTES(
        EXPORT("xml json csv pdf") ENCODED SPREADSHEET)},
    {"element", CONTENT_XML, CONTENT_XML | CONTENT_PLAIN, ATTRIBUTES(
        REQUIRED("name", SHAPE_XML_NAME) OPTIONAL("namespace", SHAPE_TEXT))},
    {"attribute", CONTENT_XML, CONTENT_PLAIN, ATTRIBUTES(
        REQUIRED("name", SHAPE_XML_NAME) OPTIONAL("namespace", SHAPE_TEXT))},
    {"object", CONTENT_ROOT | CONTENT_JSON, CONTENT_MEMBERS | CONTENT_CONTROL, ATTRIBUTES()},
    {"array", CONTENT_ROOT | CONTENT_JSON, CONTENT_JSON | CONTENT_CONTROL, ATTRIBUTES()},
    {"string", CONTENT_JSON, CONTENT_PLAIN, ATTRIBUTES()},
    {"number", CONTENT_JSON, CONTENT_PLAIN, ATTRIBUTES()},
    {"truth", CONTENT_JSON, CONTENT_PLAIN, ATTRIBUTES()},
    {"object", CONTENT_MEMBERS, CONTENT_MEMBERS | CONTENT_CONTROL, ATTRIBUTES(
        REQUIRED("name", SHAPE_TEXT))},
    {"array", CONTENT_MEMBERS, CONTENT_JSON | CONTENT_CONTROL, ATTRIBUTES(
        REQUIRED("name", SHAPE_TEXT))},
    {"string", CONTENT_MEMBERS, CONTENT_PLAIN, ATTRIBUTES(REQUIRED("name", SHAPE_TEXT))},
    {"number", CONTENT_MEMBERS, CONTENT_PLAIN, ATTRIBUTES(REQUIRED("name", SHAPE_TEXT))},
    {"truth", CONTENT_MEMBERS, CONTENT_PLAIN, ATTRIBUTES(REQUIRED("name", SHAPE_TEXT))},
    {"row", CONTENT_LINES, CONTENT_FIGURES | CONTENT_CONTROL, ATTRIBUTES()},
    {"cell", CONTENT_FIGURES, CONTENT_PLAIN, ATTRIBUTES()},
};
/* clang-format on */

const struct element_grammar *form_elements(size_t *count) {
    *count = sizeof elements / sizeof *elements;
    return elements;
}

/* The language has five exports: which one is meant says the format; the last is for none of them. */
static bool has_format(const struct node *node, const char *format) {
    const struct attribute *attribute = node_attribute(node, "format");
    return format == NULL || (attribute != NULL && strcmp(attribute->value, format) == 0);
}

/* Models are checked and read element by element: the first letter settles most of them. */
static bool is_named(const struct element_grammar *element, const char *name) {
    return element->name[0] == name[0] && strcmp(element->name, name) == 0;
}

const struct element_grammar *form_element(const struct node *node, unsigned content) {
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if ((elements[i].belongs & content) != 0 && is_named(&elements[i], node->name) &&
            has_format(node, elements[i].format))
            return &elements[i];
    return NULL;
}

unsigned form_content(const struct element_grammar *element, unsigned outer) {
    return element->transparent ? outer & ~(unsigned)CONTENT_ONCE : element->holds;
}

const struct attribute_grammar *form_attribute(
    const struct element_grammar *element, const char *name) {
    for (const struct attribute_grammar *at = element->attributes; at->name != NULL; at++)
        if (strcmp(at->name, name) == 0)
            return at;
    return NULL;
}
