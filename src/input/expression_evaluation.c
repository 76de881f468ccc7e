#include "expression_evaluation.h"

#include "answers.h"
#include "expression_applicable.h"
#include "expression_tree.h"
#include "expression_value.h"
#include "form.h"
#include "job.h"
#include "wording.h"

#include <libxml/xpathInternals.h>
#include <string.h>

/* Limits of steps, as libxml2 counts them (about 30 million a second): an expression that compares
 * four thousand records with each other passes, ten thousand do not; a whole form has some ten
 * seconds at most. */
static const unsigned long MOST_STEPS = 20000000;
static const unsigned long MOST_STEPS_OF_FORM = 400000000;

/* Bytes that an evaluation can count on. libxml2 (2.9.14) takes some failed requests for « no node » or for an
 * empty text, reads through the NULL of others, and enters a variable without its name. */
enum {
    EVALUATION_MEMORY = 1 << 15,
};

/* ---- Making an evaluation ---- */

static void ignore_error(void *context, xmlErrorPtr error) {
    (void)context;
    (void)error;
}

static void release_evaluation(void *handle) {
    struct evaluation *evaluation = handle;
    xmlXPathFreeObject(evaluation->object);
    xmlXPathFreeContext(evaluation->xpath);
}

static struct evaluation *make(
    struct job *job, struct answers *answers, const struct function *functions) {
    struct evaluation *evaluation = arena_alloc(job->arena, sizeof *evaluation);
    evaluation->job = job;
    evaluation->answers = answers;
    evaluation->functions = functions;
    evaluation->steps_left = MOST_STEPS_OF_FORM;
    evaluation->date = job->today;
    evaluation->wordings.arena = job->arena;
    evaluation->document = expression_tree_build(job->arena, answers);
    arena_reserve(job->arena, EVALUATION_MEMORY);
    evaluation->xpath = xmlXPathNewContext(evaluation->document);
    if (!evaluation->xpath) {
        arena_exhausted(job->arena);
    }
    arena_release_later(job->arena, release_evaluation, evaluation);
    evaluation->xpath->userData = evaluation;
    evaluation->xpath->error = ignore_error;
    /* Objects are kept for reuse: a rule over many records is evaluated many times. */
    xmlXPathContextSetCache(evaluation->xpath, 1, -1, 0);
    expression_functions_register(evaluation);
    return evaluation;
}

/* The last value whose day has come. */
static const char *parameter_text(const struct parameter *parameter, struct date date) {
    const char *text = "";
    for (size_t i = 0; i < parameter->value_count; i++) {
        if (date_number(parameter->values[i].from) <= date_number(date)) {
            text = parameter->values[i].value;
        }
    }
    return text;
}

/* Before the first date every parameter is an empty text, so that « $plafond = '' » says so of each type. */
static struct value parameter_value(const struct parameter *parameter, struct date date) {
    struct value value = {.kind = VALUE_TEXT, .text = parameter_text(parameter, date)};
    bool number = parameter->type == FIELD_INTEGER || parameter->type == FIELD_DECIMAL ||
                  parameter->type == FIELD_MONEY;
    if (!number || *value.text == '\0') {
        return value;
    }
    return (struct value){.kind = VALUE_NUMBER, .number = value_number(&value)};
}

static void set_parameters(struct evaluation *evaluation) {
    const struct form *form = evaluation->answers->form;
    for (size_t i = 0; i < form->parameter_count; i++) {
        struct value value = parameter_value(&form->parameters[i], evaluation->date);
        evaluation_variable(evaluation, form->parameters[i].name, &value);
    }
}

/* The date of the act; a form that does not say it yet is judged as of today. */
static void set_date(struct evaluation *evaluation) {
    const struct expression *expression = evaluation->answers->form->date;
    struct date date;
    if (expression &&
        date_read(evaluate_text(evaluation, expression, evaluation->answers->root), &date)) {
        evaluation->date = date;
    }
    set_parameters(evaluation);
}

/* Those of the model stand for its rules, documents, pages and exports alike. */
static void set_lets(struct evaluation *evaluation) {
    const struct form *form = evaluation->answers->form;
    for (size_t i = 0; i < form->let_count; i++) {
        struct value value = evaluate(evaluation, form->lets[i].value, evaluation->answers->root);
        evaluation_variable(evaluation, form->lets[i].name, &value);
    }
}

struct evaluation *evaluation_new(
    struct job *job, struct answers *answers, const struct function *functions) {
    for (size_t i = 0; i < answers->form_count; i++) {
        if (!answers->forms[i]->evaluation) {
            evaluation_new(job, answers->forms[i], functions);
        }
    }
    struct evaluation *evaluation = make(job, answers, functions);
    answers->evaluation = evaluation;
    if (!answers->outer) {
        expression_functions_check(evaluation);
    }
    /* Values may read parameters, and the date may be a value: it is taken before and after. */
    set_date(evaluation);
    expression_computed_add(evaluation);
    set_date(evaluation);
    expression_applicable_mark(evaluation);
    set_lets(evaluation);
    return evaluation;
}

struct job *evaluation_job(const struct evaluation *evaluation) {
    return evaluation->job;
}

struct answers *evaluation_answers(const struct evaluation *evaluation) {
    return evaluation->answers;
}

struct date evaluation_date(const struct evaluation *evaluation) {
    return evaluation->date;
}

const char *evaluation_wording(struct evaluation *evaluation, const char *text) {
    void **place = key_index_add(&evaluation->wordings, text);
    if (!*place) {
        *place = (void *)wording_of(evaluation->job->arena, text);
    }
    return *place;
}

void evaluation_variable(
    struct evaluation *evaluation, const char *name, const struct value *value) {
    arena_reserve(evaluation->job->arena, EVALUATION_MEMORY);
    xmlXPathObjectPtr object = expression_object_new(evaluation, value);
    if (xmlXPathRegisterVariable(evaluation->xpath, (const xmlChar *)name, object) != 0) {
        xmlXPathFreeObject(object);
        arena_exhausted(evaluation->job->arena);
    }
}

struct standing evaluation_stand(struct evaluation *evaluation, struct standing standing) {
    struct standing before = evaluation->standing;
    evaluation->standing = standing;
    return before;
}

/* ---- Evaluating ---- */

/* What an evaluation changes of its XPath context; a function may evaluate in its turn. */
struct surroundings {
    const struct answer *current;
    const struct expression *expression;
    xmlDocPtr document;
    xmlNodePtr node;
    int size;
    int index;
    unsigned long steps;
    unsigned long limit;
};

static struct surroundings surroundings_of(const struct evaluation *evaluation) {
    const xmlXPathContext *xpath = evaluation->xpath;
    return (struct surroundings){evaluation->current, evaluation->expression, xpath->doc,
        xpath->node, xpath->contextSize, xpath->proximityPosition, xpath->opCount, xpath->opLimit};
}

static void go_to(struct evaluation *evaluation, const struct surroundings *surroundings) {
    xmlXPathContextPtr xpath = evaluation->xpath;
    evaluation->current = surroundings->current;
    evaluation->expression = surroundings->expression;
    xpath->doc = surroundings->document;
    xpath->node = surroundings->node;
    xpath->contextSize = surroundings->size;
    xpath->proximityPosition = surroundings->index;
    xpath->opCount = surroundings->steps;
    xpath->opLimit = surroundings->limit;
}

bool expression_complained(
    const struct evaluation *evaluation, const struct expression *expression) {
    for (size_t i = 0; i < evaluation->complained_count; i++) {
        if (evaluation->complained[i] == expression) {
            return true;
        }
    }
    return false;
}

/* Why libxml2 gave up. What an expression yields is not always known when the model is read, so one
 * may ask for fields where a variable holds a text. */
static const char *reason_of(const struct evaluation *evaluation, int error) {
    if (error == XPATH_INVALID_TYPE) {
        return "elle attend des champs là où se trouve un texte ou un nombre";
    }
    return arena_format(evaluation->job->arena, "erreur %d de libxml2", error);
}

static void report_failure(
    struct evaluation *evaluation, const struct expression *expression, int error) {
    struct diagnostics *diagnostics = evaluation->job->diagnostics;
    if (error != XPATH_OP_LIMIT_EXCEEDED && error != XPATH_RECURSION_LIMIT_EXCEEDED) {
        diagnose(diagnostics, MESSAGE_EXPRESSION_FAILED, expression->span, NULL,
            reason_of(evaluation, error));
    } else if (!evaluation->spent) {
        diagnose(diagnostics, MESSAGE_EXPRESSION_TOO_COSTLY, expression->span, NULL);
        evaluation->spent = evaluation->steps_left == 0;
    }
}

static void complain(struct evaluation *evaluation, const struct expression *expression) {
    int error = evaluation->xpath->lastError.code - XML_XPATH_EXPRESSION_OK;
    bool exhausted =
        evaluation->xpath->lastError.code == XML_ERR_NO_MEMORY || error == XPATH_MEMORY_ERROR;
    xmlResetError(&evaluation->xpath->lastError);
    if (exhausted) {
        arena_exhausted(evaluation->job->arena);
    }
    if (!expression_complained(evaluation, expression)) {
        if (!evaluation->reported) {
            report_failure(evaluation, expression, error);
        }
        evaluation->complained = arena_grow(evaluation->job->arena, evaluation->complained,
            evaluation->complained_count, sizeof *evaluation->complained);
        evaluation->complained[evaluation->complained_count++] = expression;
    }
    evaluation->reported = false;
}

/* The result of libxml2, or NULL after a diagnostic; the caller frees it. */
static xmlXPathObjectPtr run(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context) {
    xmlNodePtr node = context->tree;
    if (!node) {
        return NULL; /* stands in an unticked option */
    }
    struct surroundings outside = surroundings_of(evaluation);
    unsigned long limit = evaluation->steps_left < MOST_STEPS ? evaluation->steps_left : MOST_STEPS;
    bool looped = evaluation->standing.node == context;
    int size = looped ? (int)evaluation->standing.size : 1;
    int position = looped ? (int)evaluation->standing.position : 1;
    /* No limit is what libxml2 understands by 0. */
    struct surroundings inside = {
        context, expression, node->doc, node, size, position, 0, limit > 0 ? limit : 1};
    go_to(evaluation, &inside);
    arena_reserve(evaluation->job->arena, EVALUATION_MEMORY);
    xmlXPathObjectPtr object = xmlXPathCompiledEval(expression->compiled, evaluation->xpath);
    unsigned long steps = evaluation->xpath->opCount;
    evaluation->steps_left -= steps < evaluation->steps_left ? steps : evaluation->steps_left;
    if (!object) {
        complain(evaluation, expression);
    }
    go_to(evaluation, &outside);
    return object;
}

struct value evaluate(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context) {
    struct value value = {.kind = VALUE_TEXT, .text = ""};
    evaluation->object = run(evaluation, expression, context);
    if (evaluation->object) {
        value = expression_object_value(evaluation, evaluation->object);
        xmlXPathFreeObject(evaluation->object);
        evaluation->object = NULL;
    }
    return value;
}

bool evaluate_truth(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context) {
    xmlXPathObjectPtr object = run(evaluation, expression, context);
    bool truth = object && xmlXPathCastToBoolean(object);
    xmlXPathFreeObject(object);
    return truth;
}

const char *evaluate_text(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context) {
    struct value value = evaluate(evaluation, expression, context);
    return value_text(evaluation->job->arena, &value);
}

size_t evaluate_nodes(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context, const struct answer ***nodes) {
    struct value value = evaluate(evaluation, expression, context);
    *nodes = value.kind == VALUE_NODES ? value.nodes : NULL;
    return value.kind == VALUE_NODES ? value.node_count : 0;
}
