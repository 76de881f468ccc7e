#include "schema.h"

#include "form.h"
#include "form_library.h"
#include "job.h"
#include "table.h"
#include "text.h"
#include "xml_escape.h"

#include <string.h>

/* A schema in the making. Each form that can stand inline has its own grammar of fields in it; `written`
 * remembers which, so that forms which hold each other end. */
struct schema {
    struct job *job;
    struct buffer out;
    struct form_library *library;
    const struct form **written;
    size_t written_count;
    int depth;
};

static void schema_field(struct schema *schema, const struct field *field);

static void line(struct schema *schema, const char *text) {
    buffer_format(&schema->out, "%*s%s\n", schema->depth * 2, "", text);
}

static void open_element(struct schema *schema, const char *text) {
    line(schema, text);
    schema->depth++;
}

static void close_element(struct schema *schema, const char *text) {
    schema->depth--;
    line(schema, text);
}

static const char *escaped(struct schema *schema, const char *text) {
    struct buffer out = {.arena = schema->job->arena};
    xml_escape(&out, text, true);
    return buffer_string(&out);
}

static void documentation(struct schema *schema, const struct field *field) {
    const char *label = escaped(schema, field->label);
    const char *help = field->help != NULL ? escaped(schema, field->help) : NULL;
    line(schema, arena_format(schema->job->arena, "<a:documentation>%s%s%s</a:documentation>",
                     label, help != NULL ? " — " : "", help != NULL ? help : ""));
}

/* A datatype of W3C XML Schema part 2 with its bounds. Values may be surrounded by white space, which
 * these types collapse; an empty element is a missing value, which the schema lets pass. */
static void data(struct schema *schema, const char *type, const struct field *field) {
    struct arena *arena = schema->job->arena;
    if (field->minimum == NULL && field->maximum == NULL) {
        line(schema, arena_format(arena, "<data type=\"%s\"/>", type));
        return;
    }
    open_element(schema, arena_format(arena, "<data type=\"%s\">", type));
    if (field->minimum != NULL)
        line(
            schema, arena_format(arena, "<param name=\"minInclusive\">%s</param>", field->minimum));
    if (field->maximum != NULL)
        line(
            schema, arena_format(arena, "<param name=\"maxInclusive\">%s</param>", field->maximum));
    close_element(schema, "</data>");
}

static void keys_of(struct schema *schema, const struct table *table) {
    open_element(schema, "<choice>");
    for (size_t row = 0; row < table->row_count; row++)
        line(schema, arena_format(schema->job->arena, "<value>%s</value>",
                         escaped(schema, table_cell(table, row, table->key))));
    close_element(schema, "</choice>");
}

static void words(struct schema *schema, const char *const *values, size_t count) {
    open_element(schema, "<choice>");
    for (size_t i = 0; i < count; i++)
        line(schema, arena_format(schema->job->arena, "<value>%s</value>", values[i]));
    close_element(schema, "</choice>");
}

/* An empty answer is none, wherever it stands: whether one is due is left to check. Around what follows
 * up to close_element(schema, "</choice>"). */
static void open_or_empty(struct schema *schema) {
    open_element(schema, "<choice>");
    line(schema, "<value></value>");
}

/* What a typed answer may be. */
static void typed(struct schema *schema, const struct field *field) {
    static const char *const booleans[] = {"oui", "non", "true", "false"};
    switch (field->kind) {
    case FIELD_BOOLEAN:
        words(schema, booleans, sizeof booleans / sizeof *booleans);
        break;
    case FIELD_INTEGER:
        data(schema, "integer", field);
        break;
    case FIELD_DECIMAL:
    case FIELD_MONEY:
        data(schema, "decimal", field);
        break;
    case FIELD_DATE:
        data(schema, "date", field);
        break;
    case FIELD_MONTH:
        data(schema, "gYearMonth", field);
        break;
    default:
        keys_of(schema, field->table);
        break;
    }
}

/* The content of a scalar that is neither rich nor an image nor a form. */
static void scalar(struct schema *schema, const struct field *field) {
    bool free_text = field->kind == FIELD_TEXT || field->kind == FIELD_REFERENCE ||
                     field->kind == FIELD_URL || field->kind == FIELD_EMAIL ||
                     field->kind == FIELD_TELEPHONE;
    if (free_text && field->table == NULL) {
        line(schema, "<text/>");
        return;
    }
    open_or_empty(schema);
    typed(schema, field);
    close_element(schema, "</choice>");
}

/* What stands under a box that coche="no" unticks is not due: the schema does not look at the
 * attribute, so it asks for nothing under any box. */
static bool may_be_absent(const struct field *field) {
    return field->required != REQUIRED_YES || field->when != NULL ||
           field->parent->kind == FIELD_OPTION;
}

static void attributes(struct schema *schema, const struct field *field) {
    struct arena *arena = schema->job->arena;
    for (const struct field *child = field->first; child != NULL; child = child->next) {
        if (!child->attribute)
            continue;
        if (may_be_absent(child))
            open_element(schema, "<optional>");
        open_element(schema, arena_format(arena, "<attribute name=\"%s\">", child->name));
        documentation(schema, child);
        scalar(schema, child);
        close_element(schema, "</attribute>");
        if (may_be_absent(child))
            close_element(schema, "</optional>");
    }
}

/* Order is free except among records: an interleave of the children. Attributes of xml: and xsi: pass
 * anywhere. */
static void content(struct schema *schema, const struct field *field) {
    attributes(schema, field);
    bool any = false;
    for (const struct field *child = field->first; child != NULL; child = child->next) {
        if (child->attribute || child->kind == FIELD_VALUE)
            continue;
        if (!any)
            open_element(schema, "<interleave>");
        any = true;
        schema_field(schema, child);
    }
    if (any)
        close_element(schema, "</interleave>");
    else
        line(schema, "<empty/>");
}

static void option(struct schema *schema, const struct field *field) {
    open_element(schema, arena_format(schema->job->arena, "<element name=\"%s\">", field->name));
    documentation(schema, field);
    line(schema, "<ref name=\"foreign\"/>");
    open_element(schema, "<optional>");
    open_element(schema, "<attribute name=\"coche\">");
    static const char *const ticks[] = {"oui", "non"};
    words(schema, ticks, 2);
    close_element(schema, "</attribute>");
    close_element(schema, "</optional>");
    content(schema, field);
    close_element(schema, "</element>");
}

/* An option that is written with coche="non" stands beside the ticked one, so that even pick="one" admits
 * several elements: that at most one is ticked is left to check. */
static void choice(struct schema *schema, const struct field *field) {
    open_element(schema, "<interleave>");
    for (const struct field *child = field->first; child != NULL; child = child->next) {
        open_element(schema, "<optional>");
        option(schema, child);
        close_element(schema, "</optional>");
    }
    close_element(schema, "</interleave>");
}

static void image(struct schema *schema) {
    line(schema, "<optional><attribute name=\"href\"/></optional>");
    line(schema, "<optional><attribute name=\"alternative\"/></optional>");
    line(schema, "<optional><attribute name=\"decorative\"><choice><value>oui</value>"
                 "<value>non</value><value></value></choice></attribute></optional>");
}

/* Another form: by name of a file, or inline in its own namespace. */
static void other_form(struct schema *schema, const struct field *field) {
    struct arena *arena = schema->job->arena;
    open_or_empty(schema);
    line(schema, "<attribute name=\"href\"/>");
    const char *at = field->models != NULL ? field->models : "";
    while (*at != '\0') {
        size_t length = strcspn(at, " ");
        const char *name = arena_copy(arena, at, length);
        if (form_library_find(schema->library, name) != NULL)
            line(schema, arena_format(arena, "<ref name=\"form.%s\"/>", name));
        at += length + strspn(at + length, " ");
    }
    close_element(schema, "</choice>");
}

static void element_content(struct schema *schema, const struct field *field) {
    switch (field->kind) {
    case FIELD_GROUP:
    case FIELD_RECORD:
        open_or_empty(schema);
        open_element(schema, "<group>");
        content(schema, field);
        close_element(schema, "</group>");
        close_element(schema, "</choice>");
        break;
    case FIELD_CHOICE:
        choice(schema, field);
        break;
    case FIELD_RICH:
        line(schema, "<ref name=\"rich\"/>");
        break;
    case FIELD_IMAGE:
        image(schema);
        break;
    case FIELD_FILE:
        line(schema, "<optional><attribute name=\"href\"/></optional>");
        break;
    case FIELD_FORM:
        other_form(schema, field);
        break;
    default:
        scalar(schema, field);
        break;
    }
}

static const char *repetition(const struct field *field) {
    if (field->kind == FIELD_RECORD)
        return field->least == 0 || field->when != NULL ? "zeroOrMore" : "oneOrMore";
    return may_be_absent(field) || field->kind == FIELD_GROUP ? "optional" : NULL;
}

static void schema_field(struct schema *schema, const struct field *field) {
    struct arena *arena = schema->job->arena;
    const char *repeated = repetition(field);
    if (repeated != NULL)
        open_element(schema, arena_format(arena, "<%s>", repeated));
    open_element(schema, arena_format(arena, "<element name=\"%s\">", field->name));
    documentation(schema, field);
    line(schema, "<ref name=\"foreign\"/>");
    element_content(schema, field);
    close_element(schema, "</element>");
    if (repeated != NULL)
        close_element(schema, arena_format(arena, "</%s>", repeated));
}

static bool is_written(const struct schema *schema, const struct form *form) {
    for (size_t i = 0; i < schema->written_count; i++)
        if (schema->written[i] == form)
            return true;
    return false;
}

static void schema_form(struct schema *schema, const struct form *form);

static void schema_inner_forms(struct schema *schema, const struct form *form) {
    struct arena *arena = schema->job->arena;
    for (size_t i = 0; i < form->field_count; i++) {
        const char *at = form->fields[i]->kind == FIELD_FORM && form->fields[i]->models != NULL
                             ? form->fields[i]->models
                             : "";
        while (*at != '\0') {
            size_t length = strcspn(at, " ");
            const struct form *inner =
                form_library_find(schema->library, arena_copy(arena, at, length));
            if (inner != NULL && !is_written(schema, inner))
                schema_form(schema, inner);
            at += length + strspn(at + length, " ");
        }
    }
}

/* One form as a definition, in its own namespace; a version of the schema and xsi attributes pass. */
static void schema_form(struct schema *schema, const struct form *form) {
    struct arena *arena = schema->job->arena;
    schema->written =
        arena_grow(arena, schema->written, schema->written_count, sizeof *schema->written);
    schema->written[schema->written_count++] = form;
    open_element(schema,
        arena_format(arena, "<define name=\"form.%s\" ns=\"%s\">", form->name, form->space));
    open_element(schema, arena_format(arena, "<element name=\"%s\">", form->name));
    documentation(schema, form->root);
    line(schema, "<ref name=\"foreign\"/>");
    content(schema, form->root);
    close_element(schema, "</element>");
    close_element(schema, "</define>");
    schema_inner_forms(schema, form);
}

/* Rich content: the elements are in the namespace of the form that holds them, so their pattern takes
 * any; names alone are checked. */
static const char rich[] =
    "  <define name=\"rich\">\n"
    "    <zeroOrMore><choice><text/><ref name=\"rich.element\"/></choice></zeroOrMore>\n"
    "  </define>\n"
    "  <define name=\"rich.element\">\n"
    "    <choice>\n";

static void schema_rich(struct schema *schema) {
    static const char *const names[] = {"p", "ul", "ol", "li", "strong", "em", "sup", "sub", "a",
        "table", "tr", "th", "td", "br", "personal"};
    buffer_text(&schema->out, rich);
    for (size_t f = 0; f < schema->written_count; f++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            buffer_format(&schema->out,
                "      <element name=\"%s\" ns=\"%s\"><zeroOrMore><attribute><anyName/></attribute>"
                "</zeroOrMore><ref name=\"rich\"/></element>\n",
                names[i], schema->written[f]->space);
    buffer_text(&schema->out, "    </choice>\n  </define>\n");
}

static const char foreign[] = "  <define name=\"foreign\">\n"
                              "    <zeroOrMore><attribute><choice>\n"
                              "      <nsName ns=\"http://www.w3.org/2001/XMLSchema-instance\"/>\n"
                              "      <nsName ns=\"http://www.w3.org/XML/1998/namespace\"/>\n"
                              "    </choice></attribute></zeroOrMore>\n"
                              "  </define>\n";

const char *schema(struct job *job, const struct form *form, struct form_library *library) {
    struct schema writing = {.job = job, .out = {.arena = job->arena}, .library = library};
    buffer_format(&writing.out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\"\n"
        "    xmlns:a=\"http://relaxng.org/ns/compatibility/annotations/1.0\"\n"
        "    datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\" ns=\"%s\">\n"
        "  <start><ref name=\"form.%s\"/></start>\n",
        form->space, form->name);
    writing.depth = 1;
    schema_form(&writing, form);
    schema_rich(&writing);
    buffer_text(&writing.out, foreign);
    buffer_text(&writing.out, "</grammar>\n");
    return buffer_string(&writing.out);
}
