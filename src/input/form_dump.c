#include "form_dump.h"

#include "arena.h"
#include "diagnostic.h"
#include "expression.h"
#include "form.h"
#include "form_dump_template.h"
#include "table.h"
#include "text.h"

/* Parts of a line; what is absent leaves no trace. */

static void add_text(struct buffer *out, const char *name, const char *text) {
    if (text != NULL)
        buffer_format(out, " %s=\"%s\"", name, text);
}

static void add_expression(
    struct buffer *out, const char *name, const struct expression *expression) {
    if (expression != NULL)
        add_text(out, name, expression->text);
}

static void add_flag(struct buffer *out, const char *name, bool flag) {
    if (flag)
        buffer_format(out, " %s", name);
}

static void add_count(struct buffer *out, const char *name, size_t count, size_t absent) {
    if (count != absent)
        buffer_format(out, " %s=%zu", name, count);
}

/* Dates of the proleptic calendar; year 0 is no date. */
static void add_date(struct buffer *out, const char *name, struct date date) {
    char text[11];
    date_write(date, text);
    if (date.year != 0)
        buffer_format(out, " %s=%s", name, text);
}

/* Data. */

static void dump_tables(struct buffer *out, const struct form *form) {
    for (size_t i = 0; i < form->table_count; i++) {
        const struct table *table = form->tables[i];
        buffer_format(out, "table %s rows=%zu key=%s columns=%s\n", table->name, table->row_count,
            table->columns[table->key],
            text_list(out->arena, table->columns, table->column_count, false));
    }
}

static void dump_parameters(struct buffer *out, const struct form *form) {
    for (size_t i = 0; i < form->parameter_count; i++) {
        const struct parameter *parameter = &form->parameters[i];
        buffer_format(out, "parameter %s", parameter->name);
        if (parameter->typed)
            buffer_format(out, " %s", field_kind_name(parameter->type));
        if (parameter->currency != NULL)
            buffer_format(out, " %s", parameter->currency);
        for (size_t k = 0; k < parameter->value_count; k++) {
            add_date(out, "from", parameter->values[k].from);
            buffer_format(out, " \"%s\"", parameter->values[k].value);
        }
        buffer_text(out, "\n");
    }
}

static void dump_data(struct buffer *out, const struct form *form) {
    for (size_t i = 0; i < form->phase_count; i++)
        buffer_format(out, "phase %s label=\"%s\"\n", form->phases[i].name, form->phases[i].label);
    dump_tables(out, form);
    for (size_t i = 0; i < form->pattern_text_count; i++)
        buffer_format(out, "pattern-text %s regex=\"%s\" message=\"%s\"\n",
            form->pattern_texts[i]->name, form->pattern_texts[i]->regex,
            form->pattern_texts[i]->message);
    dump_parameters(out, form);
}

/* Fields. */

static const char *required_text(enum required required) {
    return required == REQUIRED_NO ? NULL : required == REQUIRED_YES ? "yes" : "by-hand";
}

static void dump_field_numbers(struct buffer *out, const struct field *field) {
    add_flag(out, "one", field->pick_one);
    if (field->kind == FIELD_RECORD || field->kind == FIELD_CHOICE) {
        add_count(out, "min", field->least, 0);
        add_count(out, "max", field->most, SIZE_MAX);
    }
    add_text(out, "minimum", field->minimum);
    add_text(out, "maximum", field->maximum);
    add_text(out, "currency", field->currency);
    add_text(out, "tax", field->tax);
}

static void dump_field_names(struct buffer *out, const struct field *field) {
    add_text(out, "pattern", field->pattern != NULL ? field->pattern->name : NULL);
    add_text(out, "table", field->table != NULL ? field->table->name : NULL);
    add_text(out, "to", field->target_path);
    add_text(out, "model", field->models);
    add_text(out, "key", field->key != NULL ? field->key->name : NULL);
    add_flag(out, "compare-names", field->compare_names);
    if (field->kind == FIELD_VALUE)
        add_text(out, "type", field_kind_name(field->type));
    add_expression(out, "when", field->when);
    add_expression(out, "select", field->select);
}

static void dump_field(struct buffer *out, const struct field *field, int depth) {
    buffer_format(out, "%*s%s %s #%zu", 2 * depth, "", field_kind_name(field->kind), field->name,
        field->index);
    add_text(out, "label", field->label);
    add_text(out, "help", field->help);
    add_text(out, "required", required_text(field->required));
    add_flag(out, "attribute", field->attribute);
    add_flag(out, "quoted", field->quoted);
    add_flag(out, "personal", field->personal);
    dump_field_numbers(out, field);
    dump_field_names(out, field);
    buffer_text(out, "\n");
    for (const struct field *child = field->first; child != NULL; child = child->next)
        dump_field(out, child, depth + 1);
}

static void dump_values(struct buffer *out, const struct form *form) {
    if (form->value_count == 0)
        return;
    buffer_text(out, "order");
    for (size_t i = 0; i < form->value_count; i++)
        buffer_format(out, " %s#%zu", form->values[i]->name, form->values[i]->index);
    buffer_text(out, "\n");
}

/* Rules. */

static void dump_lets(struct buffer *out, const struct let *lets, size_t count, int depth) {
    for (size_t i = 0; i < count; i++) {
        buffer_format(out, "%*slet %s", 2 * depth, "", lets[i].name);
        add_expression(out, "value", lets[i].value);
        buffer_text(out, "\n");
    }
}

/* The fields that a test reads: a rule is silent where one of them has an error of its own. */
static void dump_reads(struct buffer *out, const struct expression *test) {
    if (test == NULL || test->field_count == 0)
        return;
    buffer_text(out, " reads=");
    for (size_t i = 0; i < test->field_count; i++)
        buffer_format(out, "%s%s", i > 0 ? "," : "", test->fields[i]->name);
}

static void dump_assertion(struct buffer *out, const struct assertion *assertion) {
    buffer_format(out, "    %s %s %s", assertion->report ? "report" : "assert",
        assertion->identifier, level_name((enum level)assertion->level));
    add_expression(out, "test", assertion->test);
    add_expression(out, "subject", assertion->subject);
    add_expression(out, "related", assertion->related);
    add_text(out, "law", assertion->law);
    add_date(out, "from", assertion->from);
    add_date(out, "to", assertion->to);
    dump_reads(out, assertion->test);
    buffer_text(out, "\n");
    form_dump_template(out, assertion->text, 3);
    if (assertion->hint != NULL)
        form_dump_template(out, assertion->hint, 3);
}

static void dump_patterns(struct buffer *out, const struct form *form) {
    for (size_t i = 0; i < form->pattern_count; i++) {
        const struct pattern *pattern = &form->patterns[i];
        buffer_format(out, "pattern %s", pattern->identifier);
        add_text(out, "title", pattern->title);
        add_text(out, "phases", pattern->phases);
        buffer_text(out, "\n");
        dump_lets(out, pattern->lets, pattern->let_count, 1);
        for (size_t k = 0; k < pattern->rule_count; k++) {
            const struct rule *rule = &pattern->rules[k];
            buffer_text(out, "  rule");
            add_expression(out, "context", rule->context);
            buffer_text(out, "\n");
            dump_lets(out, rule->lets, rule->let_count, 2);
            for (size_t n = 0; n < rule->assertion_count; n++)
                dump_assertion(out, &rule->assertions[n]);
        }
    }
}

/* Pages, documents, exports. */

static void dump_side(struct buffer *out, const char *name, const struct template *side) {
    if (side == NULL)
        return;
    buffer_format(out, "  %s\n", name);
    form_dump_template(out, side, 2);
}

static void dump_page(struct buffer *out, const struct form_page *page) {
    const struct page_shape *shape = &page->shape;
    buffer_format(out, "page %s %ldx%ld top=%ld bottom=%ld inner=%ld outer=%ld hang=%ld",
        page->identifier, (long)shape->width, (long)shape->height, (long)shape->top,
        (long)shape->bottom, (long)shape->inner, (long)shape->outer, (long)shape->hang);
    add_count(out, "first-top", (size_t)shape->first_top, 0);
    add_count(out, "text-size", (size_t)shape->text_size, 0);
    add_count(out, "leading", (size_t)shape->leading, 0);
    add_count(out, "first-number", shape->first_number, 0);
    add_count(out, "reserved", shape->reserved_count, 0);
    add_flag(out, "mirrored", shape->mirrored);
    add_flag(out, "ragged", shape->ragged);
    add_flag(out, "first-furniture", shape->first_furniture);
    buffer_text(out, "\n");
    dump_side(out, "head left", page->head_left);
    dump_side(out, "head right", page->head_right);
    dump_side(out, "foot left", page->foot_left);
    dump_side(out, "foot right", page->foot_right);
}

static void dump_document(struct buffer *out, const struct form_document *document) {
    buffer_format(out, "document %s page=%s", document->identifier, document->page->identifier);
    add_text(out, "label", document->label);
    add_text(out, "phase", document->phase);
    add_flag(out, "source", document->source == SOURCE_WHOLE);
    add_flag(out, "personal", document->show_personal);
    add_expression(out, "date", document->date);
    buffer_text(out, "\n");
    const struct template *const parts[] = {
        document->title, document->author, document->subject, document->keywords, document->body};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] != NULL)
            form_dump_template(out, parts[i], 1);
}

static void dump_export(struct buffer *out, const struct form_export *export) {
    static const char *const formats[] = {"xml", "json", "csv", "pdf"};
    buffer_format(
        out, "export %s %s %s", export->identifier, formats[export->format], export->encoding);
    add_text(out, "for", export->purpose);
    if (export->format == EXPORT_CSV)
        buffer_format(out, " separator=\"%s\"",
            export->separator == '\t' ? "tab" : (const char[]){export->separator, '\0'});
    add_flag(out, "bom", export->byte_order_mark);
    buffer_text(out, "\n");
    form_dump_template(out, export->name, 1);
    form_dump_template(out, export->body, 1);
}

const char *form_dump(struct arena *arena, const struct form *form) {
    struct buffer out = {.arena = arena};
    buffer_format(&out, "model %s version=%s title=\"%s\" space=%s", form->name, form->version,
        form->title, form->space);
    add_expression(&out, "date", form->date);
    add_expression(&out, "theme", form->theme);
    buffer_text(&out, "\n");
    dump_data(&out, form);
    dump_field(&out, form->root, 0);
    dump_values(&out, form);
    dump_lets(&out, form->lets, form->let_count, 0);
    dump_patterns(&out, form);
    for (size_t i = 0; i < form->page_count; i++)
        dump_page(&out, &form->pages[i]);
    for (size_t i = 0; i < form->document_count; i++)
        dump_document(&out, &form->documents[i]);
    for (size_t i = 0; i < form->export_count; i++)
        dump_export(&out, &form->exports[i]);
    return buffer_string(&out);
}
