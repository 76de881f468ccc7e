#include "model_schema.h"

#include "arena.h"
#include "form.h"
#include "form_grammar.h"
#include "text.h"

#include <assert.h>
#include <string.h>

/* A kind of content that control elements hold, named by the first element that has it. */
struct body {
    unsigned content;
    const char *name;
};

/* A list of words that an attribute admits, named by the first attribute that has it. */
struct list {
    const char *words;
    const char *name;
};

/* A schema being written. Bodies and lists are defined once each, when they are first needed. */
struct schema {
    struct buffer out;
    const struct element_grammar *elements;
    size_t element_count;
    struct body bodies[64];
    size_t body_count;
    struct list lists[64];
    size_t list_count;
};

static const char prologue[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!-- The grammar of models, for editors. Made from the table in src/input/form_elements.c by\n"
    "     tests/unit/test_model_schema.c: change that table. docs/forms.md says what it means. "
    "-->\n"
    "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\" ns=\"" FORM_MODEL_NAMESPACE "\"\n"
    "         datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\">\n"
    "  <start>\n    <choice>\n      <ref name=\"model\"/>\n      <ref name=\"fragment\"/>\n"
    "    </choice>\n  </start>\n";

/* Shapes of values. */

#define NAME "[a-zß-öø-ÿœ_][a-z0-9ß-öø-ÿœ_\\-]*"
#define FIELDS NAME "(/" NAME ")*"
#define XML_NAME "[A-Za-z_][A-Za-z0-9._\\-]*"

static const struct shape {
    const char *name;
    const char *type;
    const char *pattern;
} shapes[] = {
    [SHAPE_TEXT] = {"text", "string", "[\\s\\S]*\\S[\\s\\S]*"},
    [SHAPE_NAME] = {"name", "string", NAME},
    [SHAPE_NAMES] = {"names", "string", NAME "( " NAME ")*"},
    [SHAPE_CODE] = {"code", "string", "[A-Za-z0-9][A-Za-z0-9._\\-]*"},
    [SHAPE_XML_NAME] = {"xml-name", "string", XML_NAME "(:" XML_NAME ")?"},
    [SHAPE_FIELDS] = {"fields", "string", FIELDS},
    [SHAPE_TARGET] = {"target", "string", "(form\\(" FIELDS "\\)/)?" FIELDS},
    [SHAPE_COUNT] = {"count", "string", "[0-9]{1,9}"},
    [SHAPE_POSITIVE] = {"positive", "string", "[1-9][0-9]{0,8}"},
    [SHAPE_INTEGER] = {"integer", "string", "-?[0-9]{1,15}"},
    [SHAPE_DECIMAL] = {"decimal", "string", "-?[0-9]{1,15}(\\.[0-9]{1,9})?"},
    [SHAPE_MONEY] = {"money", "string", "-?[0-9]{1,13}\\.[0-9]{2}"},
    [SHAPE_DATE] = {"date", "date", "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"},
    [SHAPE_MONTH] = {"month", "gYearMonth", "[1-9][0-9]{3}-[0-9]{2}"},
    [SHAPE_LENGTH] = {"length", "string", "[0-9]{1,6}(\\.[0-9]{1,3})?(mm|cm|pt)"},
    [SHAPE_LANGUAGE] = {"language", "string", "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"},
    [SHAPE_NUMBERS] = {"numbers", "string", "[1-9][0-9]{0,3}( [1-9][0-9]{0,3})*|.*[{}].*"},
    [SHAPE_VERSION] = {"version", "string", "(0|[1-9][0-9]{0,3})\\.[0-9]{1,4}"},
    [SHAPE_EXPRESSION] = {"expression", "string", "[\\s\\S]*\\S[\\s\\S]*"},
    [SHAPE_NODES] = {"nodes", "string", "[\\s\\S]*\\S[\\s\\S]*"},
    [SHAPE_EACH] = {"expression-at-each", "string", "[\\s\\S]*\\S[\\s\\S]*"},
    [SHAPE_TEMPLATE] = {"text-with-expressions", "string", "[\\s\\S]*\\S[\\s\\S]*"},
};

static void write_shapes(struct schema *schema) {
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].name != NULL)
            buffer_format(&schema->out,
                "  <define name=\"shape.%s\">\n    <data type=\"%s\">\n"
                "      <param name=\"pattern\">%s</param>\n    </data>\n  </define>\n",
                shapes[i].name, shapes[i].type, shapes[i].pattern);
}

/* Lists of words. */

static const char *list_name(struct schema *schema, const struct attribute_grammar *attribute) {
    size_t same = 0;
    for (size_t i = 0; i < schema->list_count; i++) {
        if (strcmp(schema->lists[i].words, attribute->words) == 0)
            return schema->lists[i].name;
        size_t length = strlen(attribute->name);
        same += strncmp(schema->lists[i].name, attribute->name, length) == 0 &&
                (schema->lists[i].name[length] == '\0' || schema->lists[i].name[length] == '.');
    }
    assert(schema->list_count < sizeof schema->lists / sizeof *schema->lists);
    struct arena *arena = schema->out.arena;
    const char *name =
        same == 0 ? attribute->name : arena_format(arena, "%s.%zu", attribute->name, same + 1);
    schema->lists[schema->list_count++] = (struct list){attribute->words, name};
    return name;
}

static void write_lists(struct schema *schema) {
    for (size_t i = 0; i < schema->list_count; i++) {
        buffer_format(
            &schema->out, "  <define name=\"words.%s\">\n    <choice>\n", schema->lists[i].name);
        const char *at = schema->lists[i].words;
        for (at += strspn(at, " "); *at != '\0'; at += strspn(at, " ")) {
            int length = (int)strcspn(at, " ");
            buffer_format(&schema->out, "      <value type=\"string\">%.*s</value>\n", length, at);
            at += length;
        }
        buffer_text(&schema->out, "    </choice>\n  </define>\n");
    }
}

/* Attributes. */

static void write_attribute(
    struct schema *schema, const struct attribute_grammar *attribute, bool optional) {
    const char *kind = attribute->shape == SHAPE_WORD ? "words" : "shape";
    const char *name = attribute->shape == SHAPE_WORD ? list_name(schema, attribute)
                                                      : shapes[attribute->shape].name;
    buffer_format(&schema->out,
        "      %s<attribute name=\"%s\"><ref name=\"%s.%s\"/></attribute>%s\n",
        optional ? "<optional>" : "", attribute->name, kind, name, optional ? "</optional>" : "");
}

static bool has_word(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; at != NULL && *at != '\0';) {
        size_t next = strcspn(at, " ");
        if (next == length && strncmp(at, word, length) == 0)
            return true;
        at += next + strspn(at + next, " ");
    }
    return false;
}

static void write_attributes(struct schema *schema, const struct element_grammar *element) {
    const struct attribute_grammar *at = element->attributes;
    for (; at->name != NULL; at++)
        if (!has_word(element->one_of, at->name))
            write_attribute(schema, at, !at->required);
    if (element->one_of == NULL)
        return;
    buffer_text(&schema->out, "      <choice>\n");
    for (at = element->attributes; at->name != NULL; at++)
        if (has_word(element->one_of, at->name))
            write_attribute(schema, at, false);
    buffer_text(&schema->out, "      </choice>\n");
}

/* Content. */

static int rank_of(const struct element_grammar *element) {
    return element->rank == 0 ? RANK_BODY : element->rank;
}

/* Two elements of one name are told apart by a number. */
static const char *element_id(struct schema *schema, const struct element_grammar *element) {
    size_t before = 0;
    for (const struct element_grammar *at = schema->elements; at < element; at++)
        before += strcmp(at->name, element->name) == 0;
    return before == 0 ? element->name
                       : arena_format(schema->out.arena, "%s.%zu", element->name, before + 1);
}

/* Control elements are defined with the content that they stand in. An export of no format is
 * only there for the reader's messages. */
static bool stands_in(const struct element_grammar *element, unsigned content) {
    return (element->belongs & content & ~(unsigned)CONTENT_CONTROL) != 0 &&
           element->holds != CONTENT_UNKNOWN;
}

static const char *body_name(struct schema *schema, unsigned content, const char *name) {
    /* Of what control elements do not hold, all but the furniture stands once, in no body. */
    content &= ~((unsigned)CONTENT_ONCE & ~(unsigned)CONTENT_FURNITURE);
    for (size_t i = 0; i < schema->body_count; i++)
        if (schema->bodies[i].content == content)
            return schema->bodies[i].name;
    assert(schema->body_count < sizeof schema->bodies / sizeof *schema->bodies);
    schema->bodies[schema->body_count++] = (struct body){content, name};
    return name;
}

/* How many elements may stand in the content more than once, so that it has a body. */
static size_t repeated_count(struct schema *schema, unsigned content) {
    size_t count = (content & (CONTENT_CONTROL | CONTENT_TEXT)) != 0;
    for (size_t i = 0; i < schema->element_count; i++)
        count += stands_in(&schema->elements[i], content) && !schema->elements[i].once;
    return count;
}

static bool is_single(const struct element_grammar *element, unsigned content, int rank) {
    return stands_in(element, content) && element->once && rank_of(element) == rank;
}

static size_t single_count(struct schema *schema, unsigned content, int rank) {
    size_t count = 0;
    for (size_t i = 0; i < schema->element_count; i++)
        count += is_single(&schema->elements[i], content, rank);
    return count;
}

/* The elements that stand at most once, of one rank. */
static void write_singles(struct schema *schema, unsigned content, int rank) {
    for (size_t i = 0; i < schema->element_count; i++)
        if (is_single(&schema->elements[i], content, rank))
            buffer_format(&schema->out, "      <optional><ref name=\"%s\"/></optional>\n",
                element_id(schema, &schema->elements[i]));
}

static bool is_needed(const struct element_grammar *parent, const struct element_grammar *child) {
    return has_word(parent->needs, child->name) || strcmp(child->name, "include") == 0;
}

/* A choice of the elements that are due, or of the others. */
static void write_due(struct schema *schema, const struct element_grammar *parent, bool due) {
    size_t count = 0;
    for (size_t i = 0; i < schema->element_count; i++) {
        const struct element_grammar *element = &schema->elements[i];
        if (!stands_in(element, parent->holds) || is_needed(parent, element) != due)
            continue;
        if (count++ == 0)
            buffer_text(&schema->out, due ? "      <choice>\n" : "      <zeroOrMore><choice>\n");
        buffer_format(&schema->out, "        <ref name=\"%s\"/>\n", element_id(schema, element));
    }
    if (count > 0)
        buffer_text(&schema->out, due ? "      </choice>\n" : "      </choice></zeroOrMore>\n");
}

static void write_repeated(
    struct schema *schema, const struct element_grammar *element, const char *id) {
    bool any = element->needs != NULL && strcmp(element->needs, "*") == 0;
    if (element->needs != NULL && !any) {
        if (!element->single)
            write_due(schema, element, false);
        write_due(schema, element, true);
    }
    const char *often = any ? "oneOrMore" : "zeroOrMore";
    if (!element->single)
        buffer_format(&schema->out, "      <%s><ref name=\"body.%s\"/></%s>\n", often,
            body_name(schema, element->holds, id), often);
}

/* What may stand anywhere but once is interleaved with what may stand often. */
static void write_unordered(
    struct schema *schema, const struct element_grammar *element, const char *id) {
    bool singles = single_count(schema, element->holds, RANK_BODY) > 0;
    bool repeated = repeated_count(schema, element->holds) > 0;
    if (singles) {
        buffer_text(&schema->out, "      <interleave>\n");
        write_singles(schema, element->holds, RANK_BODY);
    }
    if (repeated)
        write_repeated(schema, element, id);
    if (singles)
        buffer_text(&schema->out, "      </interleave>\n");
}

static void write_content(
    struct schema *schema, const struct element_grammar *element, const char *id) {
    if (element->holds == 0)
        buffer_text(&schema->out, "      <empty/>\n");
    for (int rank = RANK_FIRST; rank < RANK_BODY; rank++) {
        size_t count = single_count(schema, element->holds, rank);
        if (count > 1)
            buffer_text(&schema->out, "      <interleave>\n");
        write_singles(schema, element->holds, rank);
        if (count > 1)
            buffer_text(&schema->out, "      </interleave>\n");
    }
    write_unordered(schema, element, id);
}

/* Elements. */

static void write_element(
    struct schema *schema, const struct element_grammar *element, const char *id) {
    buffer_format(
        &schema->out, "  <define name=\"%s\">\n    <element name=\"%s\">\n", id, element->name);
    write_attributes(schema, element);
    write_content(schema, element, id);
    buffer_text(&schema->out, "    </element>\n  </define>\n");
}

static const struct element_grammar *find(struct schema *schema, const char *name) {
    for (size_t i = 0; i < schema->element_count; i++)
        if (strcmp(schema->elements[i].name, name) == 0)
            return &schema->elements[i];
    assert(false);
    return NULL;
}

/* What a fragment may hold depends on where it is included: anything that an include stands for. */
static void write_fragment(struct schema *schema) {
    struct element_grammar fragment = *find(schema, "fragment");
    fragment.holds =
        find(schema, "include")->belongs | CONTENT_METADATA | CONTENT_CONTROL | CONTENT_TEXT;
    write_element(schema, &fragment, fragment.name);
}

/* A control element with the content of what is around it. */
static void write_transparent(struct schema *schema, const char *name, const char *body) {
    buffer_format(&schema->out, "      <element name=\"%s\">\n", name);
    write_attributes(schema, find(schema, name));
    buffer_format(&schema->out,
        "        <zeroOrMore><ref name=\"body.%s\"/></zeroOrMore>\n      </element>\n", body);
}

static void write_control(struct schema *schema, const char *body) {
    write_transparent(schema, "for-each", body);
    write_transparent(schema, "if", body);
    buffer_text(&schema->out, "      <element name=\"choose\">\n      <oneOrMore>\n");
    write_transparent(schema, "when", body);
    buffer_text(&schema->out, "      </oneOrMore>\n      <optional>\n");
    write_transparent(schema, "otherwise", body);
    buffer_text(&schema->out, "      </optional>\n      </element>\n");
}

static const char *inner_name(struct schema *schema, const struct body *body) {
    const char *name = arena_format(schema->out.arena, "%s.control", body->name);
    return body_name(schema, body->content & ~(unsigned)CONTENT_ONCE, name);
}

static void write_body(struct schema *schema, const struct body *body) {
    buffer_format(&schema->out, "  <define name=\"body.%s\">\n    <choice>\n", body->name);
    if ((body->content & CONTENT_TEXT) != 0)
        buffer_text(&schema->out, "      <text/>\n");
    for (size_t i = 0; i < schema->element_count; i++)
        if (stands_in(&schema->elements[i], body->content) && !schema->elements[i].once)
            buffer_format(&schema->out, "      <ref name=\"%s\"/>\n",
                element_id(schema, &schema->elements[i]));
    if ((body->content & CONTENT_CONTROL) != 0)
        write_control(schema, inner_name(schema, body));
    buffer_text(&schema->out, "    </choice>\n  </define>\n");
}

static bool is_plain(const struct element_grammar *element) {
    unsigned control = CONTENT_CONTROL | CONTENT_BRANCHES;
    return (element->belongs & control) == 0 && element->holds != CONTENT_UNKNOWN;
}

const char *model_schema(struct arena *arena) {
    struct schema schema = {.out = {.arena = arena}};
    schema.elements = form_elements(&schema.element_count);
    buffer_text(&schema.out, prologue);
    for (size_t i = 0; i < schema.element_count; i++)
        if (is_plain(&schema.elements[i]))
            write_element(&schema, &schema.elements[i], element_id(&schema, &schema.elements[i]));
    write_fragment(&schema);
    for (size_t i = 0; i < schema.body_count; i++)
        write_body(&schema, &schema.bodies[i]);
    write_shapes(&schema);
    write_lists(&schema);
    buffer_text(&schema.out, "</grammar>\n");
    return buffer_string(&schema.out);
}
