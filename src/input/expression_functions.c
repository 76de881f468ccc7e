#include "answers.h"
#include "expression_evaluation.h"
#include "expression_reading.h"
#include "expression_tree.h"
#include "expression_value.h"
#include "form.h"
#include "job.h"
#include "pattern.h"

#include <libxml/xpathInternals.h>
#include <string.h>

static struct evaluation *evaluation_of(xmlXPathParserContextPtr parser) {
    return parser->context->userData;
}

/* ---- The functions that live here ---- */

static void call_current(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)arguments;
    (void)count;
    *result = (struct value){.kind = VALUE_NODES, .nodes = &evaluation->current, .node_count = 1};
}

/* The root elements of the forms that the nodes hold or name. */
static void call_form(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    *result = (struct value){.kind = VALUE_NODES};
    for (size_t i = 0; i < arguments[0].node_count; i++) {
        const struct answers *other = arguments[0].nodes[i]->form;
        if (other) {
            result->nodes = arena_grow(
                evaluation->job->arena, result->nodes, result->node_count, sizeof *result->nodes);
            result->nodes[result->node_count++] = other->root;
        }
    }
}

static const struct pattern_text *pattern_named(
    const struct evaluation *evaluation, const char *name) {
    const struct form *form = evaluation->answers->form;
    for (size_t i = 0; i < form->pattern_text_count; i++) {
        if (strcmp(form->pattern_texts[i]->name, name) == 0) {
            return form->pattern_texts[i];
        }
    }
    return NULL;
}

/* Whether a text follows a pattern-text; *found, unless found is NULL, gets the first part that does. */
static bool find_pattern(
    struct evaluation *evaluation, const struct value *arguments, const char **found) {
    struct arena *arena = evaluation->job->arena;
    const char *name = value_text(arena, &arguments[1]);
    const struct pattern_text *pattern = pattern_named(evaluation, name);
    enum pattern_result matched = PATTERN_DIFFERS;
    if (pattern && pattern->compiled) {
        matched = pattern_find(arena, pattern, value_text(arena, &arguments[0]), found);
    }
    if (matched == PATTERN_TOO_COSTLY) {
        evaluation->reported = true;
        if (!expression_complained(evaluation, evaluation->expression)) {
            diagnose(evaluation->job->diagnostics, MESSAGE_PATTERN_COSTLY,
                evaluation->expression->span, NULL, name);
        }
    }
    return matched == PATTERN_MATCHES;
}

static void call_matches(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    *result =
        (struct value){.kind = VALUE_TRUTH, .truth = find_pattern(evaluation, arguments, NULL)};
}

static void call_found(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    const char *found = "";
    find_pattern(evaluation, arguments, &found);
    *result = (struct value){.kind = VALUE_TEXT, .text = found};
}

static const struct function own_functions[] = {
    {"current", 0, 0, "", call_current},
    {"form", 1, 1, "f", call_form},
    {"matches", 2, 2, "sp", call_matches},
    {"found", 2, 2, "sp", call_found},
    {NULL, 0, 0, NULL, NULL},
};

static const struct function *find_in(const struct function *functions, const char *name) {
    while (functions->name && strcmp(functions->name, name) != 0) {
        functions++;
    }
    return functions->name ? functions : NULL;
}

static const struct function *function_named(
    const struct evaluation *evaluation, const char *name) {
    const struct function *own = find_in(own_functions, name);
    return own ? own : find_in(evaluation->functions, name);
}

/* ---- Calls from XPath ---- */

/* The arguments, last one first from libxml2's stack. */
static struct value *take_arguments(xmlXPathParserContextPtr parser, size_t count) {
    struct evaluation *evaluation = evaluation_of(parser);
    struct value *arguments = arena_array(evaluation->job->arena, count + 1, sizeof *arguments);
    for (size_t i = count; i > 0; i--) {
        evaluation->object = valuePop(parser);
        if (!evaluation->object) {
            xmlXPathErr(parser, XPATH_STACK_ERROR);
            return NULL;
        }
        arguments[i - 1] = expression_object_value(evaluation, evaluation->object);
        xmlXPathFreeObject(evaluation->object);
        evaluation->object = NULL;
    }
    return arguments;
}

static void call_function(xmlXPathParserContextPtr parser, int count) {
    struct evaluation *evaluation = evaluation_of(parser);
    const struct function *function =
        function_named(evaluation, (const char *)parser->context->function);
    if (!function || count < function->least || count > function->most) {
        xmlXPathErr(parser, function ? XPATH_INVALID_ARITY : XPATH_UNKNOWN_FUNC_ERROR);
        return;
    }
    struct value *arguments = take_arguments(parser, (size_t)count);
    if (!arguments) {
        return;
    }
    struct value result = {.kind = VALUE_TEXT, .text = ""};
    function->call(evaluation, arguments, (size_t)count, &result);
    if (evaluation->reported) {
        xmlXPathErr(parser, XPATH_EXPR_ERROR);
        return;
    }
    valuePush(parser, expression_object_new(evaluation, &result));
}

/* ---- XPath's own functions of texts ---- */

static const struct {
    const char *name;
    xmlXPathFunction function;
} text_functions[] = {
    {"string", xmlXPathStringFunction},
    {"concat", xmlXPathConcatFunction},
    {"starts-with", xmlXPathStartsWithFunction},
    {"contains", xmlXPathContainsFunction},
    {"substring-before", xmlXPathSubstringBeforeFunction},
    {"substring-after", xmlXPathSubstringAfterFunction},
    {"substring", xmlXPathSubstringFunction},
    {"string-length", xmlXPathStringLengthFunction},
    {"normalize-space", xmlXPathNormalizeFunction},
    {"translate", xmlXPathTranslateFunction},
};

enum {
    TEXT_FUNCTION_COUNT = sizeof text_functions / sizeof *text_functions
};

/* libxml2 writes 3000000000 as 3e+09, against XPath 1.0, 4.2: a number is turned into our text
 * before it comes there. */
static void write_number(xmlXPathParserContextPtr parser, int index) {
    struct evaluation *evaluation = evaluation_of(parser);
    xmlXPathObjectPtr number = parser->valueTab[index];
    struct value value = {.kind = VALUE_TEXT};
    value.text = expression_value_number(evaluation->job->arena, number->floatval);
    xmlXPathObjectPtr text = expression_object_new(evaluation, &value);
    if (parser->value == number) {
        parser->value = text;
    }
    parser->valueTab[index] = text;
    xmlXPathFreeObject(number);
}

static void call_text_function(xmlXPathParserContextPtr parser, int count) {
    const char *name = (const char *)parser->context->function;
    int first = parser->valueNr - count;
    /* substring's positions are numbers, all other arguments are texts. */
    int texts = strcmp(name, "substring") == 0 && count > 1 ? 1 : count;
    for (int i = 0; first >= 0 && i < texts; i++) {
        if (parser->valueTab[first + i]->type == XPATH_NUMBER) {
            write_number(parser, first + i);
        }
    }
    for (size_t i = 0; i < TEXT_FUNCTION_COUNT; i++) {
        if (strcmp(text_functions[i].name, name) == 0) {
            text_functions[i].function(parser, count);
            return;
        }
    }
}

/* ---- Registration ---- */

/* A name that is taken already, as those of XPath's own functions are, has to be freed first. */
static void register_function(
    struct evaluation *evaluation, const char *name, xmlXPathFunction function) {
    xmlXPathRegisterFunc(evaluation->xpath, (const xmlChar *)name, NULL);
    if (xmlXPathRegisterFunc(evaluation->xpath, (const xmlChar *)name, function) < 0) {
        arena_exhausted(evaluation->job->arena);
    }
}

void expression_functions_register(struct evaluation *evaluation) {
    size_t count = 0;
    const struct function_signature *signatures = reading_signatures(&count);
    for (size_t i = 0; i < count; i++) {
        if (signatures[i].provider != PROVIDER_XPATH) {
            register_function(evaluation, signatures[i].name, call_function);
        }
    }
    for (size_t i = 0; i < TEXT_FUNCTION_COUNT; i++) {
        register_function(evaluation, text_functions[i].name, call_text_function);
    }
}

bool expression_functions_check(const struct evaluation *evaluation) {
    size_t count = 0;
    const struct function_signature *signatures = reading_signatures(&count);
    bool complete = true;
    for (size_t i = 0; i < count; i++) {
        if (signatures[i].provider != PROVIDER_MEANING) {
            continue;
        }
        const struct function *found = find_in(evaluation->functions, signatures[i].name);
        if (!found || found->least != signatures[i].least || found->most != signatures[i].most) {
            diagnose(evaluation->job->diagnostics, MESSAGE_EXPRESSION_FUNCTION_MISSING,
                (struct span){0}, NULL, signatures[i].name);
            complete = false;
        }
    }
    return complete;
}
