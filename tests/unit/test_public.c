/* libgreffe as a stranger uses it: through greffe.h alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <greffe.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GOOD GREFFE_TESTS "/samples/attestation/attestation.xml"
#define FAULTY GREFFE_TESTS "/cli/files/annee.xml"
#define NOT_XML GREFFE_TESTS "/cli/files/esperluette.xml"

static const char *const folders[] = {GREFFE_TESTS "/forms"};

static struct greffe_settings usual_settings(void) {
    return (struct greffe_settings){.forms = folders,
        .form_count = 1,
        .fonts = GREFFE_FONTS,
        .hyphenation = GREFFE_FONTS "/hyph_fr.dic",
        .date = "2026-06-15"};
}

static int set_up(void **state) {
    struct greffe_settings settings = usual_settings();
    *state = greffe_new(&settings);
    return *state != NULL ? 0 : -1;
}

static int tear_down(void **state) {
    greffe_free(*state);
    return 0;
}

static struct greffe_result *check(struct greffe *greffe, const char *path) {
    struct greffe_request request = {.path = path};
    struct greffe_result *result = greffe_check(greffe, &request);
    assert_non_null(result);
    return result;
}

static struct greffe_result *render(struct greffe *greffe, const char *path, bool draft) {
    struct greffe_request request = {.path = path, .draft = draft};
    struct greffe_result *result = greffe_render(greffe, &request);
    assert_non_null(result);
    return result;
}

static void assert_pdf(const struct greffe_result *result) {
    assert_non_null(result->bytes);
    assert_true(result->length > 1000);
    assert_memory_equal(result->bytes, "%PDF-", 5);
    assert_true(result->pages > 0);
}

/* The bytes of a text need no NUL behind them. */
static void assert_text_holds(const struct greffe_result *result, const char *part) {
    assert_non_null(result->bytes);
    char *text = strndup((const char *)result->bytes, result->length);
    assert_non_null(strstr(text, part));
    free(text);
}

static void assert_refused(
    struct greffe_result *result, enum greffe_status status, const char *reason) {
    assert_non_null(result);
    assert_int_equal(result->status, status);
    assert_null(result->bytes);
    assert_true(result->errors > 0);
    assert_non_null(strstr(greffe_result_text(result, false), reason));
    greffe_result_free(result);
}

/* ---- One form ---- */

static void good_form(void **state) {
    struct greffe_result *result = check(*state, GOOD);
    assert_int_equal(result->status, GREFFE_OK);
    assert_int_equal(result->errors, 0);
    assert_int_equal(result->warnings, 0);
    assert_null(result->bytes);
    assert_string_equal(greffe_result_text(result, false), "");
    assert_true(strlen(greffe_result_text(result, true)) > 0); /* a name is left to be written */
    greffe_result_free(result);
}

static void faulty_form(void **state) {
    assert_refused(check(*state, FAULTY), GREFFE_FORM, "[A1]");
    assert_refused(render(*state, FAULTY, false), GREFFE_FORM, "[A1]");
}

static void faulty_form_as_a_draft(void **state) {
    struct greffe_result *result = render(*state, FAULTY, true);
    assert_int_equal(result->status, GREFFE_FORM);
    assert_pdf(result);
    greffe_result_free(result);
}

static void file_that_is_no_form(void **state) {
    assert_refused(check(*state, NOT_XML), GREFFE_FORM, "[XML_AMPERSAND]");
    assert_refused(check(*state, GREFFE_TESTS "/absent.xml"), GREFFE_FORM, "absent.xml");
    assert_refused(check(*state, ""), GREFFE_FORM, "[FILE_NO_NAME]");
}

static void what_is_wrong_one_by_one(void **state) {
    struct greffe_result *result = check(*state, FAULTY);
    struct greffe_diagnostic found = {0};
    size_t index = 0;
    while (greffe_result_diagnostic(result, index, &found) && strcmp(found.code, "A1") != 0)
        index++;
    assert_string_equal(found.code, "A1");
    assert_int_equal(found.level, GREFFE_ERROR);
    assert_string_equal(found.file, FAULTY);
    assert_int_equal(found.line, 7);
    assert_int_equal(found.column, 18);
    assert_int_equal(found.length, 4);
    assert_non_null(strstr(found.text, "2031"));
    assert_false(greffe_result_diagnostic(result, 1000, &found));
    greffe_result_free(result);
}

static void what_was_read(void **state) {
    struct greffe_result *result = check(*state, GOOD);
    struct greffe_file file = {0};
    char digest[GREFFE_DIGEST_SIZE];
    assert_true(greffe_result_read(result, 0, &file));
    assert_string_equal(file.name, "attestation.xml");
    assert_string_equal(file.relationship, "Source");
    assert_memory_equal(file.bytes, "<?xml", 5);
    assert_false(greffe_result_read(result, 1, &file));
    assert_string_equal(result->model, "attestation");
    assert_string_equal(result->model_version, "1.0");
    assert_null(result->name);
    greffe_digest("abc", 3, digest); /* the example of FIPS 180-4 */
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    greffe_result_free(result);
}

static void fingerprint_of_all_that_counts(void **state) {
    struct greffe_settings settings = usual_settings();
    char first[GREFFE_DIGEST_SIZE];
    char second[GREFFE_DIGEST_SIZE];
    struct greffe *greffe = greffe_new(&settings);
    greffe_fingerprint(greffe, first);
    settings.version = "9.9";
    struct greffe *newer = greffe_new(&settings);
    greffe_fingerprint(newer, second);
    assert_string_not_equal(first, second);
    greffe_free(newer);
    greffe_result_free(check(greffe, GOOD));
    greffe_fingerprint(greffe, second); /* a model was read */
    assert_string_not_equal(first, second);
    greffe_free(greffe);
    (void)state;
}

static void name_from_values(void **state) {
    struct greffe_request request = {
        .path = GOOD, .name = "actes/{partenaire/siren}-{sum(apport/montant)}.pdf"};
    struct greffe_result *result = greffe_render(*state, &request);
    assert_string_equal(result->name, "actes/123456782-33000.50.pdf");
    assert_pdf(result);
    greffe_result_free(result);
    request.name = "{partenair}.pdf";
    assert_refused(greffe_render(*state, &request), GREFFE_USAGE, "partenaire");
    request.name = "{apport[9]/montant}.pdf";
    assert_refused(greffe_render(*state, &request), GREFFE_USAGE, "[REQUEST_NAME_EMPTY]");
}

static void unknown_document(void **state) {
    struct greffe_request request = {.path = GOOD, .variant = "extrait"};
    assert_refused(greffe_render(*state, &request), GREFFE_USAGE, "attestation");
}

static void same_form_same_bytes(void **state) {
    struct greffe_settings settings = usual_settings();
    settings.date = "2031-12-31";
    struct greffe *other = greffe_new(&settings);
    struct greffe_result *one = render(*state, GOOD, false);
    struct greffe_result *two = render(*state, GOOD, false);
    struct greffe_result *three = render(other, GOOD, false);
    assert_pdf(one);
    assert_int_equal(one->length, two->length);
    assert_memory_equal(one->bytes, two->bytes, one->length);
    assert_int_equal(one->length, three->length);
    assert_memory_equal(one->bytes, three->bytes, one->length);
    greffe_result_free(one);
    greffe_result_free(three);
    greffe_free(other);
    assert_pdf(two); /* a result lives on its own */
    greffe_result_free(two);
}

static void dump_of_a_stage(void **state) {
    struct greffe_request request = {.path = GOOD};
    struct greffe_result *result = greffe_dump(*state, &request, "answers");
    assert_text_holds(result, "Communauté de communes du Modèle");
    greffe_result_free(result);
    assert_refused(greffe_dump(*state, &request, "page"), GREFFE_USAGE, "[REQUEST_STAGE]");
}

static void exports_end(void **state) {
    struct greffe_request request = {.path = GOOD};
    const char *name = "";
    struct greffe_result *result = greffe_export(*state, &request, NULL, 0, &name);
    assert_int_equal(result->status, GREFFE_OK);
    assert_null(result->bytes);
    greffe_result_free(result);
}

/* ---- A finished PDF ---- */

#define CARRYING GREFFE_TESTS "/cli/files/remise.xml"
static const char *const carrying_folders[] = {GREFFE_TESTS "/cli/models"};

/* Printed, inspected, and exported from nothing but what it carries. */
static void a_pdf_carries_its_form(void **state) {
    (void)state;
    struct greffe_settings settings = usual_settings();
    settings.forms = carrying_folders;
    struct greffe *greffe = greffe_new(&settings);
    assert_non_null(greffe);
    struct greffe_result *pdf = render(greffe, CARRYING, false);
    assert_pdf(pdf);
    struct greffe_result *found = greffe_inspect(greffe, "acte.pdf", pdf->bytes, pdf->length);
    assert_int_equal(found->status, GREFFE_OK);
    assert_null(found->bytes);
    assert_int_equal(found->file_count, 2);
    assert_int_equal(found->signature_fields, 1);
    assert_int_equal(found->signatures, 0);
    struct greffe_request request = {.path = "acte.pdf",
        .carried = found->files,
        .carried_count = found->file_count,
        .pdf = pdf->bytes,
        .pdf_length = pdf->length};
    const char *name = "";
    struct greffe_result *act = greffe_export(greffe, &request, "actes", 0, &name);
    assert_int_equal(act->status, GREFFE_OK);
    assert_string_equal(name, "acte-2026-7.pdf");
    assert_ptr_equal(act->bytes, pdf->bytes);
    assert_int_equal(act->length, pdf->length);
    greffe_result_free(act);
    request.carried_count = 0;
    assert_refused(greffe_check(greffe, &request), GREFFE_FORM, "[REQUEST_NO_SOURCE]");
    greffe_result_free(found);
    greffe_result_free(pdf);
    greffe_free(greffe);
}

static void what_is_no_pdf_is_refused(void **state) {
    assert_refused(greffe_inspect(*state, "acte.pdf", (const unsigned char *)"%PDF-", 5),
        GREFFE_FORM, "[PDF_DAMAGED]");
}

/* ---- One model ---- */

static void what_a_model_gives(void **state) {
    struct greffe_result *skeleton = greffe_skeleton(*state, "attestation");
    assert_text_holds(skeleton, "urn:greffe:form:attestation:1");
    greffe_result_free(skeleton);
    struct greffe_result *schema = greffe_schema(*state, "attestation");
    assert_text_holds(schema, "http://relaxng.org/ns/structure/1.0");
    greffe_result_free(schema);
    struct greffe_result *blank = greffe_blank(*state, "attestation");
    assert_pdf(blank);
    greffe_result_free(blank);
}

static void unknown_model(void **state) {
    assert_refused(greffe_skeleton(*state, "facture"), GREFFE_USAGE, "[REQUEST_MODEL]");
    assert_refused(greffe_schema(*state, "facture"), GREFFE_USAGE, "[REQUEST_MODEL]");
    assert_refused(greffe_blank(*state, "facture"), GREFFE_USAGE, "[REQUEST_MODEL]");
}

/* Why it is broken is said once; that it is broken, each time. */
static void broken_model(void **state) {
    (void)state;
    static const char *const broken[] = {GREFFE_TESTS "/cli/broken"};
    struct greffe_settings settings = usual_settings();
    settings.forms = broken;
    struct greffe *greffe = greffe_new(&settings);
    assert_refused(greffe_schema(greffe, "casse"), GREFFE_USAGE, "[MODEL_ELEMENT_UNKNOWN]");
    assert_refused(greffe_schema(greffe, "casse"), GREFFE_USAGE, "[REQUEST_MODEL_BROKEN]");
    struct greffe_result *result = greffe_list(greffe);
    assert_int_equal(result->status, GREFFE_USAGE);
    assert_text_holds(result, "modèle en erreur");
    assert_non_null(strstr(greffe_result_text(result, false), "[MODEL_ELEMENT_UNKNOWN]"));
    greffe_result_free(result);
    greffe_free(greffe);
}

static void models_are_listed(void **state) {
    struct greffe_result *result = greffe_list(*state);
    assert_int_equal(result->status, GREFFE_OK);
    assert_text_holds(result, "attestation");
    assert_text_holds(result, "copropriete");
    greffe_result_free(result);
}

/* ---- What a process is given ---- */

static void settings_that_are_wrong(void **state) {
    (void)state;
    struct greffe_settings settings = usual_settings();
    settings.date = "15 juin";
    struct greffe *greffe = greffe_new(&settings);
    assert_refused(check(greffe, GOOD), GREFFE_USAGE, "[REQUEST_DATE]");
    greffe_free(greffe);

    settings = usual_settings();
    settings.fonts = GREFFE_TESTS "/forms";
    greffe = greffe_new(&settings);
    assert_refused(render(greffe, GOOD, false), GREFFE_MACHINE, "[FONT_CATALOGUE]");
    greffe_free(greffe);
}

/* Without fonts a form is still checked, but nothing is typeset. */
static void process_without_fonts(void **state) {
    (void)state;
    struct greffe_settings settings = usual_settings();
    settings.fonts = NULL;
    settings.hyphenation = NULL;
    struct greffe *greffe = greffe_new(&settings);
    struct greffe_result *result = check(greffe, GOOD);
    assert_int_equal(result->status, GREFFE_OK);
    assert_int_equal(result->pages, 0);
    greffe_result_free(result);
    assert_refused(check(greffe, FAULTY), GREFFE_FORM, "[A1]");
    greffe_free(greffe);
}

static void reading_beneath_a_root(void **state) {
    (void)state;
    struct greffe_settings settings = usual_settings();
    settings.root = GREFFE_TESTS "/samples";
    struct greffe *greffe = greffe_new(&settings);
    struct greffe_result *result = check(greffe, GOOD);
    assert_int_equal(result->status, GREFFE_OK);
    greffe_result_free(result);
    assert_refused(check(greffe, "../cli/files/annee.xml"), GREFFE_FORM, "[FILE_OUTSIDE]");
    greffe_free(greffe);
}

/* ---- Reports ---- */

static const char *report_over_both(
    struct greffe *greffe, struct greffe_report *report, size_t *forms) {
    static const char *const paths[] = {GOOD, FAULTY};
    assert_non_null(report);
    for (*forms = 0; *forms < 2; ++*forms) {
        struct greffe_result *result = check(greffe, paths[*forms]);
        assert_true(greffe_report_add(report, *forms == 0 ? "un.xml" : "deux.xml", result));
        greffe_result_free(result); /* the report keeps what it needs */
    }
    const char *whole = greffe_report_finish(report);
    assert_non_null(whole);
    return whole;
}

static void report_as_json(void **state) {
    struct greffe_report *report = greffe_report_new(GREFFE_REPORT_JSON, true);
    size_t forms;
    const char *whole = report_over_both(*state, report, &forms);
    assert_non_null(strstr(whole, "{\"greffe-diagnostics\": 1, \"forms\": ["));
    assert_non_null(strstr(whole, "{\"form\": \"un.xml\", \"status\": 0, \"signatures\": ["));
    assert_non_null(strstr(whole, "\"field\": \"signature-2\", \"label\": "));
    assert_non_null(strstr(whole, "{\"form\": \"deux.xml\", \"status\": 1, \"diagnostics\": ["));
    assert_non_null(strstr(whole, "\"code\": \"A1\""));
    greffe_report_free(report);
}

/* A block has its place with and without a field; as text it is an array by itself. */
static void blocks(void **state) {
    struct greffe_request request = {.path = GOOD, .no_fields = true};
    struct greffe_result *without = greffe_render(*state, &request);
    struct greffe_result *with = check(*state, GOOD);
    assert_true(with->block_count > 0);
    assert_int_equal(with->block_count, without->block_count);
    for (size_t i = 0; i < with->block_count; i++) {
        assert_non_null(with->blocks[i].field);
        assert_null(without->blocks[i].field);
        assert_int_equal(with->blocks[i].page, without->blocks[i].page);
        assert_int_equal(with->blocks[i].top, without->blocks[i].top);
        assert_true(with->blocks[i].left < with->blocks[i].right);
        assert_true(with->blocks[i].bottom < with->blocks[i].top);
    }
    greffe_result_free(with);
    greffe_result_free(without);
    char *text = greffe_blocks_text(
        &(struct greffe_block){.page = 2, .left = -1500, .right = 20, .top = 7, .is_signed = true},
        1, true);
    assert_string_equal(text,
        "[\n  {\"page\": 2, \"rectangle\": [-1.500, 0.000, 0.020, 0.007], \"signed\": true}\n]\n");
    free(text);
    text = greffe_blocks_text(NULL, 0, true);
    assert_string_equal(text, "[]\n");
    free(text);
}

static void report_as_html(void **state) {
    struct greffe_report *report = greffe_report_new(GREFFE_REPORT_HTML, false);
    size_t forms;
    const char *whole = report_over_both(*state, report, &forms);
    assert_ptr_equal(strstr(whole, "<!DOCTYPE html>"), whole);
    assert_non_null(strstr(whole, "deux.xml</h2>"));
    assert_non_null(strstr(whole, "<code>A1</code>"));
    greffe_report_free(report);
}

static void report_over_nothing(void **state) {
    (void)state;
    struct greffe_report *report = greffe_report_new(GREFFE_REPORT_JSON, true);
    assert_string_equal(
        greffe_report_finish(report), "{\"greffe-diagnostics\": 1, \"forms\": [\n]}\n");
    greffe_report_free(report);
}

/* ---- The rest ---- */

static void nothing_to_free(void **state) {
    (void)state;
    greffe_free(NULL);
    greffe_result_free(NULL);
    greffe_report_free(NULL);
}

static void version_has_three_numbers(void **state) {
    (void)state;
    int numbers[3];
    assert_int_equal(
        sscanf(greffe_version(), "%d.%d.%d", &numbers[0], &numbers[1], &numbers[2]), 3);
}

/* A PDF of the library's is its own to replace, and no more once it was signed. */
static void saving_what_was_rendered(void **state) {
    char folder[] = "/tmp/greffe-public-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char path[64];
    snprintf(path, sizeof path, "%s/acte.pdf", folder);
    struct greffe_result *result = render(*state, GOOD, false);
    assert_int_equal(greffe_save(path, result->bytes, result->length, false), GREFFE_SAVED);
    assert_int_equal(greffe_save(path, result->bytes, result->length, false), GREFFE_SAVED);
    FILE *file = fopen(path, "ab");
    assert_non_null(file);
    fputs("signature", file);
    fclose(file);
    assert_int_equal(greffe_save(path, result->bytes, result->length, false), GREFFE_SAVE_REFUSED);
    greffe_result_free(result);
    unlink(path);
    rmdir(folder);
}

#define PUBLIC_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        PUBLIC_TEST(good_form),
        PUBLIC_TEST(faulty_form),
        PUBLIC_TEST(faulty_form_as_a_draft),
        PUBLIC_TEST(file_that_is_no_form),
        PUBLIC_TEST(what_is_wrong_one_by_one),
        PUBLIC_TEST(what_was_read),
        cmocka_unit_test(fingerprint_of_all_that_counts),
        PUBLIC_TEST(name_from_values),
        PUBLIC_TEST(unknown_document),
        PUBLIC_TEST(same_form_same_bytes),
        PUBLIC_TEST(dump_of_a_stage),
        PUBLIC_TEST(exports_end),
        PUBLIC_TEST(a_pdf_carries_its_form),
        PUBLIC_TEST(what_is_no_pdf_is_refused),
        PUBLIC_TEST(what_a_model_gives),
        PUBLIC_TEST(unknown_model),
        cmocka_unit_test(broken_model),
        PUBLIC_TEST(models_are_listed),
        cmocka_unit_test(settings_that_are_wrong),
        cmocka_unit_test(process_without_fonts),
        cmocka_unit_test(reading_beneath_a_root),
        PUBLIC_TEST(report_as_json),
        PUBLIC_TEST(blocks),
        PUBLIC_TEST(report_as_html),
        cmocka_unit_test(report_over_nothing),
        cmocka_unit_test(nothing_to_free),
        cmocka_unit_test(version_has_three_numbers),
        PUBLIC_TEST(saving_what_was_rendered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
