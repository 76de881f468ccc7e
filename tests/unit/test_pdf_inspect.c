/* Finished PDFs: what they carry, who signed them, and what is none any more. */
#include "unit.h"

#include "damage.h"
#include "diagnostic.h"
#include "pdf_inspect.h"

#include <qpdf/qpdf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Files of a few objects, with the table that finds them (ISO 32000-1, 7.5) ---- */

struct small_pdf {
    char bytes[8192];
    size_t length;
};

static void add(struct small_pdf *pdf, const char *text) {
    size_t length = strlen(text);
    assert_true(pdf->length + length < sizeof pdf->bytes);
    memcpy(pdf->bytes + pdf->length, text, length + 1);
    pdf->length += length;
}

/* The first object is the catalog; objects are numbered from 1. */
static struct small_pdf make(const char *const *objects, size_t count) {
    struct small_pdf pdf = {.length = 0};
    size_t offsets[32];
    char line[128];
    assert_true(count < 32);
    add(&pdf, "%PDF-1.7\n");
    for (size_t i = 0; i < count; i++) {
        offsets[i] = pdf.length;
        snprintf(line, sizeof line, "%zu 0 obj\n", i + 1);
        add(&pdf, line);
        add(&pdf, objects[i]);
        add(&pdf, "\nendobj\n");
    }
    size_t table = pdf.length;
    snprintf(line, sizeof line, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
    add(&pdf, line);
    for (size_t i = 0; i < count; i++) {
        snprintf(line, sizeof line, "%010zu 00000 n \n", offsets[i]);
        add(&pdf, line);
    }
    snprintf(line, sizeof line, "trailer\n<</Size %zu /Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
        count + 1, table);
    add(&pdf, line);
    return pdf;
}

#define PAGES "<</Type /Pages /Kids [] /Count 0>>"

/* ---- One inspection ---- */

struct inspecting {
    struct job job;
    const unsigned char *bytes;
    size_t length;
    struct pdf_inspection found;
    bool read;
};

static void work(void *context) {
    struct inspecting *run = context;
    run->read = pdf_inspect(&run->job, "acte.pdf", run->bytes, run->length, &run->found);
}

static struct inspecting inspect(struct arena *arena, const void *bytes, size_t length) {
    struct inspecting run = {.bytes = bytes, .length = length};
    run.job = (struct job){.arena = arena, .diagnostics = diagnostics_new(arena)};
    assert_true(arena_run(arena, work, &run));
    return run;
}

static struct inspecting inspect_objects(
    struct arena *arena, const char *const *objects, size_t count) {
    struct small_pdf pdf = make(objects, count);
    return inspect(arena, pdf.bytes, pdf.length);
}

#define INSPECT(arena, objects) inspect_objects(arena, objects, sizeof(objects) / sizeof *(objects))

static void assert_said(const struct inspecting *run, enum message message) {
    assert_int_equal(run->job.diagnostics->count, 1);
    assert_int_equal(run->job.diagnostics->items[0].message, message);
}

/* ---- Attached files ---- */

/* Two nodes of the tree; a name in UTF-16; what is no file is left out. */
static const char *const carrying[] = {
    ("<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles 3 0 R>> "
     "/PieceInfo <</Greffe <</Private <</Document (registre)>>>>>>>>"),
    PAGES,
    "<</Kids [4 0 R 5 0 R]>>",
    "<</Names [(a.xml) 6 0 R]>>",
    "<</Names [<FEFF00E9002F0062> 7 0 R (rien) 8 0 R (impair)]>>",
    "<</Type /Filespec /AFRelationship /Source /EF <</F 9 0 R>>>>",
    "<</Type /Filespec /EF <</F 10 0 R>>>>",
    "<</Type /Filespec /EF 3>>",
    "<</Length 5>>\nstream\n<a b>\nendstream",
    "<</Length 0>>\nstream\n\nendstream",
};

static void carries_files(void **state) {
    struct arena *arena = *state;
    struct inspecting run = INSPECT(arena, carrying);
    assert_true(run.read);
    assert_int_equal(run.job.diagnostics->count, 0);
    assert_int_equal(run.found.file_count, 2);
    assert_string_equal(run.found.files[0].name, "a.xml");
    assert_string_equal(run.found.files[0].relationship, "Source");
    assert_int_equal(run.found.files[0].length, 5);
    assert_memory_equal(run.found.files[0].bytes, "<a b>", 5);
    assert_string_equal(run.found.files[1].name, "é/b");
    assert_string_equal(run.found.files[1].relationship, "");
    assert_int_equal(run.found.files[1].length, 0);
    assert_string_equal(run.found.document, "registre");
    assert_int_equal(run.found.fields, 0);
}

/* A filter that nobody knows: the file is there, but cannot be had. */
static void carries_the_unreadable(void **state) {
    const char *const objects[] = {
        "<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles <</Names [(a) 3 0 R]>>>>>>",
        PAGES,
        "<</Type /Filespec /EF <</F 4 0 R>>>>",
        "<</Length 1 /Filter /Inconnu>>\nstream\nx\nendstream",
    };
    struct inspecting run = INSPECT(*state, objects);
    assert_false(run.read);
    assert_said(&run, MESSAGE_PDF_DAMAGED);
}

/* A tree that holds itself, and one that fans out without end, come to one. */
static void trees_go_in_circles(void **state) {
    const char *const objects[] = {
        "<</Pages 2 0 R /Names <</EmbeddedFiles 3 0 R>> /AcroForm <</Fields [4 0 R]>>>>",
        PAGES,
        "<</Kids [3 0 R 3 0 R 3 0 R]>>",
        "<</T (a) /FT /Sig /Kids [4 0 R 4 0 R 4 0 R]>>",
    };
    struct inspecting run = INSPECT(*state, objects);
    assert_true(run.read);
    assert_int_equal(run.found.file_count, 0);
    assert_int_equal(run.found.signatures, 0);
}

/* ---- Signatures ---- */

/* Empty; signed; signed by way of its parent, which says the type; a time stamp; a text; and of a field shown
 * twice there is one. */
static void counts_signatures(void **state) {
    const char *const objects[] = {
        "<</Pages 2 0 R /AcroForm <</Fields [3 0 R 4 0 R 5 0 R 7 0 R 8 0 R 9 0 R]>>>>",
        PAGES,
        "<</T (vide) /FT /Sig>>",
        "<</T (un) /FT /Sig /V <</Type /Sig /Contents <00>>>>>",
        "<</T (parent) /FT /Sig /Kids [6 0 R]>>",
        "<</T (deux) /V <</Contents <00>>>>>",
        "<</T (date) /FT /Sig /V <</Type /DocTimeStamp /Contents <00>>>>>",
        "<</T (mot) /FT /Tx /V (signé)>>",
        "<</T (trois) /FT /Sig /V <</Contents <00>>> /Kids [10 0 R 11 0 R]>>",
        "<</Subtype /Widget>>",
        "<</Subtype /Widget>>",
    };
    struct inspecting run = INSPECT(*state, objects);
    assert_true(run.read);
    assert_int_equal(run.job.diagnostics->count, 0);
    assert_int_equal(run.found.fields, 4);
    assert_int_equal(run.found.signatures, 3);
}

/* A field that is its own widget, its rectangle named by the other corners; one beneath another, shown on two pages;
 * what has no extent, is no rectangle or stands on no page is nowhere. */
static void finds_places(void **state) {
    const char *const objects[] = {
        "<</Pages 2 0 R /AcroForm <</Fields [5 0 R 6 0 R 10 0 R 11 0 R 12 0 R 13 0 R]>>>>",
        "<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2>>",
        "<</Type /Page /Parent 2 0 R /Annots [5 0 R 8 0 R 10 0 R 11 0 R 13 0 R]>>",
        "<</Type /Page /Parent 2 0 R /Annots [7 0 R 9 0 R]>>",
        "<</T (un) /FT /Sig /TU (Le maire) /Rect [90.5 60 10.25 20.0004] /V <</Contents <00>>>>>",
        "<</T (groupe) /FT /Sig /Kids [14 0 R]>>",
        "<</Subtype /Link>>",
        "<</Subtype /Widget /Rect [1 2 3 4]>>",
        "<</Subtype /Widget /Rect [-1.5 2 3 4]>>",
        "<</T (point) /FT /Sig /Rect [0 0 0 0]>>",
        "<</T (mot) /FT /Sig /Rect [0 0 /Nom 5]>>",
        "<</T (ailleurs) /FT /Sig /Rect [0 0 5 5]>>",
        "<</T (loin) /FT /Sig /Rect [0 0 5 9999999999]>>",
        "<</T (deux) /Kids [8 0 R 9 0 R]>>",
    };
    struct inspecting run = INSPECT(*state, objects);
    assert_true(run.read);
    assert_int_equal(run.job.diagnostics->count, 0);
    assert_int_equal(run.found.fields, 6);
    assert_int_equal(run.found.place_count, 3);
    const struct pdf_place *place = run.found.places;
    assert_string_equal(place->name, "un");
    assert_string_equal(place->tooltip, "Le maire");
    assert_true(place->is_signed);
    assert_int_equal(place->page, 1);
    assert_int_equal(place->left, 10250);
    assert_int_equal(place->bottom, 20000);
    assert_int_equal(place->right, 90500);
    assert_int_equal(place->top, 60000);
    assert_string_equal(place[1].name, "groupe.deux");
    assert_null(place[1].tooltip);
    assert_false(place[1].is_signed);
    assert_int_equal(place[1].page, 1);
    assert_int_equal(place[2].page, 2);
    assert_int_equal(place[2].left, -1500);
}

static void has_no_form(void **state) {
    const char *const objects[] = {"<</Type /Catalog /Pages 2 0 R /AcroForm 7>>", PAGES};
    struct inspecting run = INSPECT(*state, objects);
    assert_true(run.read);
    assert_int_equal(run.found.fields, 0);
    assert_int_equal(run.found.place_count, 0);
    assert_null(run.found.document);
}

/* ---- What is no PDF any more ---- */

static void is_damaged(void **state) {
    struct small_pdf pdf = make(carrying, sizeof carrying / sizeof *carrying);
    struct inspecting cut = inspect(*state, pdf.bytes, pdf.length - 40);
    assert_false(cut.read);
    assert_said(&cut, MESSAGE_PDF_DAMAGED);
    struct inspecting none = inspect(*state, "%PDF-1.7\n", 9);
    assert_false(none.read);
    assert_said(&none, MESSAGE_PDF_DAMAGED);
    struct inspecting empty = inspect(*state, "", 0);
    assert_false(empty.read);
}

/* An object that is not where the table has it: the rest can be read, but something may be missing. */
static void is_doubtful(void **state) {
    struct small_pdf pdf = make(carrying, sizeof carrying / sizeof *carrying);
    char *fields = strstr(pdf.bytes, "4 0 obj");
    assert_non_null(fields);
    memcpy(fields, "x y zzz", 7);
    struct inspecting run = inspect(*state, pdf.bytes, pdf.length);
    assert_true(run.read);
    assert_said(&run, MESSAGE_PDF_DOUBTFUL);
    assert_int_equal(run.found.file_count, 1);
}

static struct inspecting inspect_encrypted(struct arena *arena, const char *password) {
    struct small_pdf pdf = make(carrying, sizeof carrying / sizeof *carrying);
    qpdf_data qpdf = qpdf_init();
    assert_int_equal(qpdf_read_memory(qpdf, "", pdf.bytes, pdf.length, NULL), QPDF_SUCCESS);
    assert_int_equal(qpdf_init_write_memory(qpdf), QPDF_SUCCESS);
    qpdf_set_r6_encryption_parameters2(qpdf, password, "maire", QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
        QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);
    assert_int_equal(qpdf_write(qpdf), QPDF_SUCCESS);
    struct inspecting run = inspect(arena, qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
    qpdf_cleanup(&qpdf);
    return run;
}

/* With a password, or only with restrictions. */
static void is_encrypted(void **state) {
    struct inspecting locked = inspect_encrypted(*state, "secret");
    assert_false(locked.read);
    assert_said(&locked, MESSAGE_PDF_ENCRYPTED);
    struct inspecting restricted = inspect_encrypted(*state, "");
    assert_false(restricted.read);
    assert_said(&restricted, MESSAGE_PDF_ENCRYPTED);
}

/* Whatever happened to a file: it is read, or there is a message. */
static void survives_damage(void **state) {
    (void)state;
    struct small_pdf whole = make(carrying, sizeof carrying / sizeof *carrying);
    uint64_t random = 20261122;
    for (int i = 0; i < 2000; i++) {
        struct small_pdf pdf = whole;
        pdf.length = damage((unsigned char *)pdf.bytes, pdf.length, &random);
        struct arena *arena = arena_new();
        struct inspecting run = inspect(arena, pdf.bytes, pdf.length);
        assert_true(run.read || run.job.diagnostics->count == 1);
        arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(carries_files),
        UNIT_TEST(carries_the_unreadable),
        UNIT_TEST(trees_go_in_circles),
        UNIT_TEST(counts_signatures),
        UNIT_TEST(finds_places),
        UNIT_TEST(has_no_form),
        UNIT_TEST(is_damaged),
        UNIT_TEST(is_doubtful),
        UNIT_TEST(is_encrypted),
        UNIT_TEST(survives_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
