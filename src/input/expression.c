#include "expression.h"

#include "expression_reading.h"
#include "form.h"
#include "job.h"
#include "raw_part.h"
#include "text.h"

#include <libxml/xpath.h>
#include <string.h>

enum {
    LONGEST = 8192,               /* bytes; libxml2 walks chains of operators by recursion */
    COMPILATION_MEMORY = 1 << 15, /* bytes */
};

/* ---- What the files of the reader share ---- */

const struct token *reading_token(const struct reading *reading) {
    return &reading->tokens[reading->next];
}

bool reading_takes(struct reading *reading, enum token_kind kind) {
    if (reading_token(reading)->kind != kind) {
        return false;
    }
    reading->next++;
    return true;
}

struct span reading_span(const struct reading *reading, size_t first, size_t end) {
    const struct token *begin = &reading->tokens[first];
    const struct token *last = &reading->tokens[end > first ? end - 1 : first];
    return raw_part(reading->span, begin->offset, last->offset + last->length - begin->offset);
}

const char *reading_text(const struct reading *reading, size_t first, size_t end) {
    const struct token *begin = &reading->tokens[first];
    const struct token *last = &reading->tokens[end > first ? end - 1 : first];
    return arena_copy(
        reading->arena, reading->text + begin->offset, last->offset + last->length - begin->offset);
}

void reading_report(struct reading *reading, enum message message, size_t first, size_t end,
    const char *a, const char *b, const char *c) {
    if (!reading->broken) {
        diagnose(
            reading->job->diagnostics, message, reading_span(reading, first, end), NULL, a, b, c);
        reading->wrong = true;
    }
}

void reading_stop(struct reading *reading) {
    reading->broken = true;
    reading->wrong = true;
    while (reading_token(reading)->kind != TOKEN_END) {
        reading->next++;
    }
}

void reading_break(struct reading *reading, enum message message, const char *a) {
    reading_report(reading, message, reading->next, reading->next + 1, a, NULL, NULL);
    reading_stop(reading);
}

void reading_unknown(struct reading *reading, const struct unknown_word *unknown, size_t token) {
    struct arena *arena = reading->arena;
    const char *near = text_nearest(arena, unknown->word, unknown->known, unknown->known_count);
    if (near) {
        reading_report(
            reading, unknown->misspelt, token, token + 1, unknown->word, unknown->where, near);
    } else {
        bool any = unknown->known_count > 0;
        reading_report(reading, unknown->unknown, token, token + 1, unknown->word, unknown->where,
            any ? text_list(arena, unknown->known, unknown->known_count, true) : "néant");
    }
}

/* A field that is read again moves to the end: the last one is what the expression selects. */
static void note_field(struct reading *reading, const struct field *field) {
    size_t i = 0;
    while (i < reading->read_count && reading->read[i] != field) {
        i++;
    }
    if (i == reading->read_count) {
        reading->read = arena_grow(
            reading->arena, reading->read, reading->read_count, sizeof(const struct field *));
        reading->read_count++;
    } else {
        memmove(&reading->read[i], &reading->read[i + 1],
            (reading->read_count - i - 1) * sizeof(const struct field *));
    }
    reading->read[reading->read_count - 1] = field;
}

void reading_note(struct reading *reading, const struct field_set *places) {
    for (size_t i = 0; i < places->count; i++) {
        if (places->places[i].kind != PLACE_DOCUMENT) {
            note_field(reading, places->places[i].field);
        }
    }
}

void reading_note_parameter(struct reading *reading, const struct parameter *parameter) {
    for (size_t i = 0; i < reading->parameter_count; i++) {
        if (reading->parameters[i] == parameter) {
            return;
        }
    }
    reading->parameters = arena_grow(reading->arena, reading->parameters, reading->parameter_count,
        sizeof(const struct parameter *));
    reading->parameters[reading->parameter_count++] = parameter;
}

void reading_note_expression(struct reading *reading, const struct expression *expression) {
    for (size_t i = 0; i < expression->field_count; i++) {
        note_field(reading, expression->fields[i]);
    }
    for (size_t i = 0; i < expression->parameter_count; i++) {
        reading_note_parameter(reading, expression->parameters[i]);
    }
    if (expression->fraction) {
        reading->fraction = expression->fraction;
    }
}

/* ---- Formats ---- */

static const struct {
    const char *name;
    bool as;
    bool written;
} formats[] = {
#define FORMAT(name, as, written) {name, as, written},
#include "formats.def"
#undef FORMAT
};

enum {
    FORMAT_COUNT = sizeof formats / sizeof *formats
};

size_t expression_formats(struct arena *arena, bool written, const char *const **names) {
    const char **list = arena_array(arena, FORMAT_COUNT, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        if (written ? formats[i].written : formats[i].as) {
            list[count++] = formats[i].name;
        }
    }
    *names = list;
    return count;
}

/* ---- Compiling ---- */

static void ignore_error(void *context, xmlErrorPtr error) {
    (void)context;
    (void)error;
}

static void release_compiled(void *handle) {
    xmlXPathFreeCompExpr(handle);
}

static void release_compiler(void *handle) {
    xmlXPathFreeContext(handle);
}

/* With a context, libxml2 reports to it and leaves the process' handlers alone. Its tables of functions take
 * longer to make than an expression to compile: one serves all expressions of the job. */
static xmlXPathContextPtr compiler_of(struct job *job) {
    if (!job->compiler) {
        xmlXPathContextPtr compiler = xmlXPathNewContext(NULL);
        if (!compiler) {
            arena_exhausted(job->arena);
        }
        arena_release_later(job->arena, release_compiler, compiler);
        compiler->error = ignore_error;
        job->compiler = compiler;
    }
    return job->compiler;
}

/* What the reader let pass, libxml2 compiles; should it not, that is said without a closer place. */
static void *compile(struct reading *reading, const char *text) {
    arena_reserve(reading->arena, COMPILATION_MEMORY);
    xmlXPathContextPtr compiler = compiler_of(reading->job);
    xmlResetError(&compiler->lastError);
    xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(compiler, (const xmlChar *)text);
    bool exhausted = compiler->lastError.code == XML_ERR_NO_MEMORY;
    if (compiled) {
        arena_release_later(reading->job->arena, release_compiled, compiled);
    } else if (exhausted) {
        arena_exhausted(reading->arena);
    } else {
        diagnose(reading->job->diagnostics, MESSAGE_EXPRESSION_REFUSED, reading->span, NULL);
    }
    return compiled;
}

/* ---- Reading ---- */

static struct field_set scope_contexts(struct arena *arena, const struct expression_scope *scope) {
    struct field_set contexts = {.open = scope->context_count == 0};
    for (size_t i = 0; i < scope->context_count; i++) {
        struct field_set one = field_set_of(arena, scope->contexts[i]);
        field_set_add(arena, &contexts, one.places[0]);
    }
    return contexts;
}

/* What follows a whole expression. */
static void check_end(struct reading *reading) {
    const struct token *token = reading_token(reading);
    if (token->kind == TOKEN_END || reading->broken) {
        return;
    }
    bool closing = token->kind == TOKEN_CLOSE || token->kind == TOKEN_CLOSE_PREDICATE;
    reading_break(reading,
        closing ? MESSAGE_EXPRESSION_CLOSE_EXTRA : MESSAGE_EXPRESSION_OPERATOR_MISSING, NULL);
}

static void check_is_nodes(struct reading *reading, const struct operand *operand) {
    if (operand->kind != VALUE_NODES && operand->kind != VALUE_ANY) {
        reading_report(reading, MESSAGE_EXPRESSION_SELECTS_NOTHING, operand->first, operand->end,
            NULL, NULL, NULL);
    }
}

/* The fields of a set, each once; the document counts as its root, which is how it is evaluated. */
static void give_fields(struct reading *reading, const struct field_set *set,
    const struct field ***fields, size_t *count) {
    struct field_set elements = {0};
    for (size_t i = 0; i < set->count && !set->open; i++) {
        struct field_place place = set->places[i];
        place.kind = PLACE_FIELD;
        field_set_add(reading->arena, &elements, place);
    }
    *fields = arena_array(reading->job->arena, elements.count, sizeof **fields);
    *count = elements.count;
    for (size_t i = 0; i < elements.count; i++) {
        (*fields)[i] = elements.places[i].field;
    }
}

/* A list out of the scratch memory. */
static void *kept(const struct reading *reading, const void *items, size_t count, size_t size) {
    return count > 0 ? memcpy(arena_array(reading->job->arena, count, size), items, count * size)
                     : NULL;
}

static void keep_notes(const struct reading *reading, struct expression *expression) {
    expression->fields =
        kept(reading, reading->read, reading->read_count, sizeof *expression->fields);
    expression->field_count = reading->read_count;
    expression->parameters = kept(
        reading, reading->parameters, reading->parameter_count, sizeof *expression->parameters);
    expression->parameter_count = reading->parameter_count;
    expression->fraction = reading->fraction
                               ? kept(reading, reading->fraction, strlen(reading->fraction) + 1, 1)
                               : NULL;
}

/* Checks the whole text; what it yields. */
static struct operand check_text(
    struct reading *reading, const char *text, struct span span, bool nodes_wanted) {
    struct operand nothing = {.kind = VALUE_ANY, .places = {.open = true}};
    if (strlen(text) > LONGEST) {
        diagnose(reading->job->diagnostics, MESSAGE_EXPRESSION_TOO_LONG, span, NULL);
        reading->wrong = true;
        return nothing;
    }
    reading->tokens = expression_tokens(reading->job, reading->arena, text, span);
    if (!reading->tokens) {
        reading->wrong = true;
        return nothing;
    }
    if (reading->tokens[0].kind == TOKEN_END) {
        diagnose(reading->job->diagnostics, MESSAGE_EXPRESSION_EMPTY, span, NULL);
        reading->wrong = true;
        return nothing;
    }
    struct operand operand = reading_expression(reading);
    check_end(reading);
    if (nodes_wanted) {
        check_is_nodes(reading, &operand);
    }
    return operand;
}

const struct expression *expression_read(struct job *job, const struct expression_scope *scope,
    const char *text, struct span span, const struct field ***contexts, size_t *context_count) {
    struct scratch scratch = scratch_open(job->arena);
    struct reading reading = {
        .job = job, .arena = scratch.arena, .scope = scope, .text = text, .span = span};
    reading.current = scope_contexts(scratch.arena, scope);
    reading.context = reading.current;
    struct operand operand = check_text(&reading, text, span, contexts != NULL);
    struct expression *expression = arena_alloc(job->arena, sizeof *expression);
    give_fields(&reading, &operand.places, &expression->yields, &expression->yield_count);
    if (contexts) {
        *contexts = reading.wrong ? NULL : expression->yields;
        *context_count = reading.wrong ? 0 : expression->yield_count;
    }
    expression->text = text;
    expression->span = span;
    expression->kind = operand.kind;
    expression->date = operand.date;
    expression->money = operand.money;
    keep_notes(&reading, expression);
    expression->compiled = reading.wrong ? NULL : compile(&reading, text);
    scratch_close(scratch);
    return expression->compiled ? expression : NULL;
}
