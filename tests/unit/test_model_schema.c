/* forms/model.rng against the table of the reader of models; then both against every model there is:
 * they must say the same yes or no. docs/forms.md must name all that the table has. « test_model_schema --accept » writes forms/model.rng. */
#include "unit.h"

#include "form.h"
#include "form_grammar.h"
#include "job.h"
#include "model_schema.h"
#include "text.h"
#include "xml.h"

#include <dirent.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdio.h>
#include <string.h>

static const char schema_path[] = GREFFE_TESTS "/../forms/model.rng";

/* ---- Files ---- */

static const char *read_file(struct arena *arena, const char *path) {
    struct buffer bytes = {.arena = arena};
    FILE *file = fopen(path, "rb");
    for (int byte = file != NULL ? getc(file) : EOF; byte != EOF; byte = getc(file))
        buffer_add(&bytes, &(char){(char)byte}, 1);
    if (file != NULL)
        fclose(file);
    return buffer_string(&bytes);
}

/* ---- The schema ---- */

static void test_schema(void **state) {
    const char *schema = model_schema(*state);
    if (strcmp(read_file(*state, schema_path), schema) != 0)
        fail_msg("forms/model.rng is not what the table of elements says: run with --accept");
}

static void test_accept(void **state) {
    FILE *file = fopen(schema_path, "wb");
    assert_non_null(file);
    fputs(model_schema(*state), file);
    assert_int_equal(fclose(file), 0);
}

/* ---- Models ---- */

/* How many files were judged, and by whom they were refused. */
struct agreement {
    xmlRelaxNG *schema;
    bool right; /* the models of this folder are */
    size_t files;
    size_t refused;
    size_t disagreements;
};

static void be_silent(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

static bool schema_admits(const struct agreement *agreement, const char *text) {
    xmlDoc *document = xmlReadMemory(text, (int)strlen(text), "", NULL, XML_PARSE_NONET);
    xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt(agreement->schema);
    xmlRelaxNGSetValidErrors(context, be_silent, be_silent, NULL);
    bool admitted = document != NULL && xmlRelaxNGValidateDoc(context, document) == 0;
    xmlRelaxNGFreeValidCtxt(context);
    xmlFreeDoc(document);
    return admitted;
}

/* Models, and fragments of models that are right: the folders hold filled forms, too. At the content
 * of a fragment the reader looks where it is included. */
static void judge(struct agreement *agreement, struct arena *arena, const char *path) {
    const char *text = read_file(arena, path);
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena), .today = {0, 0, 0}};
    const struct xml *xml = xml_read(&job, path, (const unsigned char *)text, strlen(text));
    if (xml == NULL || strcmp(xml->root->space, FORM_MODEL_NAMESPACE) != 0)
        return;
    bool fragment = strcmp(xml->root->name, "fragment") == 0;
    if (!(fragment && agreement->right) && strcmp(xml->root->name, "model") != 0)
        return;
    bool reader = form_grammar_check(&job, xml->root);
    bool schema = schema_admits(agreement, text);
    agreement->files++;
    agreement->refused += !reader;
    if (reader == schema)
        return;
    agreement->disagreements++;
    print_message("%s: %s by the schema, but the reader says:\n%s\n", path,
        schema ? "admitted" : "refused", diagnostics_print(job.diagnostics));
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text);
    size_t tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static void judge_folder(struct agreement *agreement, const char *path) {
    DIR *folder = opendir(path);
    if (folder == NULL)
        return;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] == '.')
            continue;
        struct arena *arena = arena_new();
        const char *inner = arena_format(arena, "%s/%s", path, entry->d_name);
        if (ends_with(inner, ".xml"))
            judge(agreement, arena, inner);
        else
            judge_folder(agreement, inner);
        arena_free(arena);
    }
    closedir(folder);
}

static void test_agreement(void **state) {
    (void)state;
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(schema_path);
    struct agreement agreement = {.schema = xmlRelaxNGParse(parser), .right = true};
    xmlRelaxNGFreeParserCtxt(parser);
    assert_non_null(agreement.schema);
    judge_folder(&agreement, GREFFE_TESTS "/../forms");
    judge_folder(&agreement, GREFFE_TESTS "/forms");
    assert_int_equal(agreement.refused, 0);
    agreement.right = false;
    judge_folder(&agreement, GREFFE_TESTS "/models");
    xmlRelaxNGFree(agreement.schema);
    xmlCleanupParser();
    assert_true(agreement.files > 40);
    assert_true(agreement.refused > 6);
    assert_int_equal(agreement.disagreements, 0);
}

/* ---- The page for those who write models ---- */

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-' ||
           (unsigned char)byte >= 0x80;
}

/* The word stands in the text, not as a part of another. */
static bool has_word(const char *text, const char *word) {
    size_t length = strlen(word);
    for (const char *at = text; (at = strstr(at, word)) != NULL; at += length)
        if ((at == text || !is_letter(at[-1])) && !is_letter(at[length]))
            return true;
    return false;
}

static void require(const char *page, const char *text, size_t *missing) {
    if (has_word(page, text))
        return;
    (*missing)++;
    print_message("docs/forms.md does not say what %s is\n", text);
}

static void test_page(void **state) {
    static const char *const words[] = {
#define FUNCTION(name, least, most, shape, result, provider) name "(",
#include "expression_functions.def"
#undef FUNCTION
#define FORMAT(name, as, written) "`" name "`",
#include "formats.def"
#undef FORMAT
    };
    const char *page = read_file(*state, GREFFE_TESTS "/../docs/forms.md");
    const char *reference = strstr(page, "## Reference");
    assert_non_null(reference);
    size_t missing = 0;
    size_t count = 0;
    const struct element_grammar *elements = form_elements(&count);
    for (size_t i = 0; i < count; i++) {
        const struct attribute_grammar *at = elements[i].attributes;
        require(reference, elements[i].name, &missing);
        for (; at->name != NULL; at++)
            require(reference, at->name, &missing);
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(reference, words[i]) == NULL) {
            missing++;
            print_message("docs/forms.md does not say what %s is\n", words[i]);
        }
    assert_int_equal(missing, 0);
}

int main(int count, char **arguments) {
    const struct CMUnitTest comparison[] = {
        UNIT_TEST(test_schema), UNIT_TEST(test_agreement), UNIT_TEST(test_page)};
    const struct CMUnitTest acceptance[] = {UNIT_TEST(test_accept)};
    if (count > 1 && strcmp(arguments[1], "--accept") == 0)
        return cmocka_run_group_tests(acceptance, NULL, NULL);
    return cmocka_run_group_tests(comparison, NULL, NULL);
}
