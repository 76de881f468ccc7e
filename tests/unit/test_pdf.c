#include "unit.h"

#include "diagnostic.h"
#include "pdf.h"
#include "pdf_identity.h"
#include "pdf_syntax.h"
#include "pdf_tree.h"
#include "sample.h"
#include "text.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* ---- Libraries that fail when told to: the linker sends their calls here ---- */

const char *__real_HPDF_GetVersion(void);
HPDF_STATUS __real_HPDF_SaveToStream(HPDF_Doc document);
QPDF_ERROR_CODE __real_qpdf_write(qpdf_data qpdf);
const char *__wrap_HPDF_GetVersion(void);
HPDF_STATUS __wrap_HPDF_SaveToStream(HPDF_Doc document);
QPDF_ERROR_CODE __wrap_qpdf_write(qpdf_data qpdf);

HPDF_Doc __wrap_HPDF_New(HPDF_Error_Handler handler, void *context);

static const char *other_version;
static HPDF_STATUS save_error;
static bool packing_fails;

/* The memory that libharu gets: so many allocations succeed, then one fails, or all. */
static size_t allocation_count;
static size_t allocation_limit = SIZE_MAX;
static bool allocations_recover;

const char *__wrap_HPDF_GetVersion(void) {
    return other_version ? other_version : __real_HPDF_GetVersion();
}

HPDF_STATUS __wrap_HPDF_SaveToStream(HPDF_Doc document) {
    return save_error != HPDF_OK ? save_error : __real_HPDF_SaveToStream(document);
}

QPDF_ERROR_CODE __wrap_qpdf_write(qpdf_data qpdf) {
    return packing_fails ? QPDF_ERRORS : __real_qpdf_write(qpdf);
}

static void *allocate(HPDF_UINT size) {
    size_t before = allocation_count++;
    bool fails = allocations_recover ? before == allocation_limit : before >= allocation_limit;
    return fails ? NULL : malloc(size);
}

HPDF_Doc __wrap_HPDF_New(HPDF_Error_Handler handler, void *context) {
    return HPDF_NewEx(handler, allocate, free, 0, context);
}

/* ---- Writing in a job of the test's arena ---- */

struct run {
    struct job job;
    const struct pages *pages;
    struct pdf_options options;
    const unsigned char *bytes;
    size_t length;
    bool written;
    bool exhausted;
};

static void work(void *context) {
    struct run *run = context;
    run->written = pdf_write(&run->job, run->pages, &run->options, &run->bytes, &run->length);
}

static struct run write_pages(struct arena *arena, const struct pages *pages, bool compact) {
    struct run run = {.pages = pages, .options = {.compact = compact, .part = 3}};
    run.job = (struct job){.arena = arena, .diagnostics = diagnostics_new(arena)};
    run.exhausted = !arena_run(arena, work, &run);
    return run;
}

static void assert_fault(const struct run *run, enum message message) {
    assert_false(run->written);
    assert_int_equal(run->job.diagnostics->count, 1);
    assert_int_equal(run->job.diagnostics->items[0].message, message);
    assert_int_equal(run->job.diagnostics->items[0].level, LEVEL_FAULT);
}

/* Whether a text stands in the bytes. */
static bool holds(const struct run *run, const char *text) {
    size_t length = strlen(text);
    for (size_t i = 0; i + length <= run->length; i++) {
        if (memcmp(run->bytes + i, text, length) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- Tokens ---- */

static void decimals_are_made_from_integers(void **state) {
    static const struct {
        int64_t thousandths;
        const char *token;
    } cases[] = {
        {0, "0 "},
        {1, "0.001 "},
        {-1, "-0.001 "},
        {10, "0.01 "},
        {500, "0.5 "},
        {1000, "1 "},
        {841890, "841.89 "},
        {-595276, "-595.276 "},
        {100000, "100 "},
        {INT64_MAX, "9223372036854775.807 "},
        {INT64_MIN, "-9223372036854775.808 "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer buffer = {.arena = *state};
        pdf_syntax_decimal(&buffer, cases[i].thousandths);
        assert_string_equal(buffer_string(&buffer), cases[i].token);
    }
}

static void integers_keep_their_sign(void **state) {
    struct buffer buffer = {.arena = *state};
    pdf_syntax_integer(&buffer, 0);
    pdf_syntax_integer(&buffer, -120);
    pdf_syntax_integer(&buffer, INT64_MIN);
    assert_string_equal(buffer_string(&buffer), "0 -120 -9223372036854775808 ");
}

static void strings_are_ascii_or_utf16(void **state) {
    struct buffer buffer = {.arena = *state};
    pdf_syntax_string(&buffer, "a (b) \\");
    pdf_syntax_string(&buffer, "é€");
    pdf_syntax_string(&buffer, "😀");
    pdf_syntax_string(&buffer, "tab\t");
    pdf_syntax_string(&buffer, "");
    assert_string_equal(buffer_string(&buffer),
        "(a \\(b\\) \\\\) <FEFF00E920AC> <FEFFD83DDE00> <FEFF0074006100620009> () ");
}

/* Controls would mean something in a text string (U+001B begins a language code), characters for private use
 * mean nothing. */
static void strings_hold_readable_characters_only(void **state) {
    struct buffer buffer = {.arena = *state};
    pdf_syntax_string(&buffer, "a\x1B\u202E\uE000\U000F0000\U0010FFFDb");
    pdf_syntax_string(&buffer, "\uFEFFé\u200B");
    assert_string_equal(
        buffer_string(&buffer), "<FEFF0061FFFDFFFDFFFDFFFDFFFD0062> <FEFF00E9200B> ");
}

static void long_strings_end_at_a_character(void **state) {
    enum {
        LENGTH = 16383
    };
    struct buffer text = {.arena = *state};
    for (size_t i = 0; i < LENGTH; i++) {
        buffer_text(&text, "😀");
    }
    struct buffer token = {.arena = *state};
    pdf_syntax_string(&token, buffer_string(&text));
    /* 32767 bytes hold the mark and 16382 units: 8191 whole pairs of surrogates. */
    assert_int_equal(token.length, strlen("<FEFF> ") + (size_t)8191 * 8);
    assert_string_equal(token.bytes + token.length - 6, "DE00> ");
}

static void names_escape_what_they_may_not_hold(void **state) {
    struct buffer buffer = {.arena = *state};
    pdf_syntax_name(&buffer, "text/xml");
    pdf_syntax_name(&buffer, "a b#é");
    assert_string_equal(buffer_string(&buffer), "/text#2Fxml /a#20b#23#C3#A9 ");
}

static void keys_sort_as_their_strings(void **state) {
    struct arena *arena = *state;
    static const char *const texts[] = {"b", "é", "aa", "a"};
    struct pdf_tree_entry entries[4];
    for (size_t i = 0; i < 4; i++) {
        entries[i] = (struct pdf_tree_entry){pdf_tree_name(arena, texts[i]), texts[i]};
    }
    struct pdf *pdf = arena_alloc(arena, sizeof *pdf);
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena)};
    pdf->job = &job;
    assert_true(pdf_object_begin(pdf));
    pdf_tree_names(pdf, entries, 4);
    assert_string_equal(entries[0].value, "a");
    assert_string_equal(entries[1].value, "aa");
    assert_string_equal(entries[2].value, "b");
    assert_string_equal(entries[3].value, "é");
}

/* ---- Whole files ---- */

static void same_pages_same_bytes(void **state) {
    struct arena *arena = *state;
    for (int compact = 0; compact < 2; compact++) {
        struct run first = write_pages(arena, &sample_pages(arena)->pages, compact);
        struct run second = write_pages(arena, &sample_pages(arena)->pages, compact);
        assert_true(first.written && second.written);
        assert_int_equal(first.length, second.length);
        assert_memory_equal(first.bytes, second.bytes, first.length);
        assert_int_equal(first.job.diagnostics->count, 0);
        assert_memory_equal(first.bytes, "%PDF-1.7\n", 9);
    }
}

static void structure_says_what_elements_say(void **state) {
    struct arena *arena = *state;
    struct run run = write_pages(arena, &sample_pages(arena)->pages, false);
    assert_true(holds(&run, "/Lang (en) "));
    assert_true(holds(&run, "/A <</O /List /ListNumbering /Square>>"));
    assert_true(holds(&run, "/A <</O /Table /RowSpan 2 /Scope /Row >>"));
    assert_true(holds(&run, "/IDTree "));
    assert_true(holds(&run, "/SigFlags 1 /Fields ["));
    /* The only kid of its Form, without brackets: what lets several people sign in the eyes of pyHanko. */
    assert_true(holds(&run, "/K <</Type /OBJR "));
    assert_true(holds(&run, "/Tabs /S /StructParents 1 /Annots ["));
    assert_true(holds(&run, "/Subtype /text#2Fxml "));
    assert_true(holds(&run, "/F (d_lib_ration.xml) "));
    assert_true(holds(&run, "/URI (https://www.legifrance.gouv.fr/codes/%C3%A9) "));
    assert_true(holds(&run, "/PageLabels "));
    assert_true(holds(&run, "&lt;essai&gt;"));
}

static void hostile_text_stays_text(void **state) {
    struct arena *arena = *state;
    struct run run = write_pages(arena, &sample_hostile_pages(arena)->pages, false);
    assert_true(run.written);
    assert_false(holds(&run, "</rdf:RDF><!--"));
    assert_false(holds(&run, "(../"));
    assert_true(holds(&run, "/URI (\\)%5C\\(%3E%3E]]%3E%01%1B"));
    assert_true(holds(&run, "&lt;!-- &amp;"));
    assert_true(pdf_is_own(run.bytes, run.length));
}

static void a_document_may_lack_all_that_is_optional(void **state) {
    struct arena *arena = *state;
    struct pages pages = sample_pages(arena)->pages;
    struct element root = {.role = ROLE_DOCUMENT, .parent = ELEMENT_NONE};
    struct page page = {.width = 100000, .height = 100000};
    pages = (struct pages){.pages = &page, .page_count = 1, .elements = &root, .element_count = 1};
    struct run run = write_pages(arena, &pages, false);
    assert_true(run.written);
    assert_false(holds(&run, "/AcroForm"));
    assert_false(holds(&run, "/Outlines"));
    assert_false(holds(&run, "/CreationDate"));
    assert_true(pdf_is_own(run.bytes, run.length));
}

/* A glyph that the face lacks is left out, and what follows keeps its place. */
static void missing_glyphs_leave_a_gap(void **state) {
    struct arena *arena = *state;
    struct sample *sample = sample_pages(arena);
    struct glyph glyphs[2] = {{0, 5000, 5000, "→"}, {0, 5000, 5000, "→"}};
    struct item item = {.kind = ITEM_GLYPHS, .face = sample->serif, .size = 10000};
    item.glyphs = glyphs;
    item.glyph_count = 2;
    struct page page = {100000, 100000, &item, 1};
    struct pages pages = {.pages = &page, .page_count = 1};
    struct element root = {.role = ROLE_DOCUMENT, .parent = ELEMENT_NONE};
    pages.elements = &root;
    pages.element_count = 1;
    struct run run = write_pages(arena, &pages, false);
    assert_true(run.written);
    assert_false(holds(&run, "/FontFile2"));
}

/* ---- Identity ---- */

static void own_until_one_byte_changes(void **state) {
    struct arena *arena = *state;
    for (int compact = 0; compact < 2; compact++) {
        struct run run = write_pages(arena, &sample_pages(arena)->pages, compact);
        unsigned char *bytes =
            (unsigned char *)arena_copy(arena, (const char *)run.bytes, run.length);
        assert_true(pdf_is_own(bytes, run.length));
        for (size_t i = 0; i < run.length; i += 131) {
            bytes[i] ^= 1;
            assert_false(pdf_is_own(bytes, run.length));
            bytes[i] ^= 1;
        }
        for (size_t i = run.length - 200; i < run.length; i++) {
            bytes[i] ^= 1;
            assert_false(pdf_is_own(bytes, run.length));
            bytes[i] ^= 1;
        }
        assert_true(pdf_is_own(bytes, run.length));
    }
}

static void longer_shorter_or_foreign_is_not_own(void **state) {
    struct arena *arena = *state;
    struct run run = write_pages(arena, &sample_pages(arena)->pages, false);
    unsigned char *longer = arena_alloc(arena, run.length + 1);
    memcpy(longer, run.bytes, run.length);
    longer[run.length] = '\n';
    assert_false(pdf_is_own(longer, run.length + 1));
    assert_false(pdf_is_own(run.bytes, run.length - 1));
    assert_false(pdf_is_own(run.bytes, 4));
    assert_false(pdf_is_own(run.bytes, 0));
    static const unsigned char foreign[] =
        "%PDF-1.7\ntrailer <</ID [<00112233445566778899AABBCCDDEEFF>"
        "<00112233445566778899AABBCCDDEEFF>]>>\n%%EOF\n";
    assert_false(pdf_is_own(foreign, sizeof foreign - 1));
    static const unsigned char cut[] = "%PDF-1.7 /ID [<00112233445566778899AABBCCDDEEFF";
    assert_false(pdf_is_own(cut, sizeof cut - 1));
    static const unsigned char none[] = "%PDF-1.7 and no identity /ID [";
    assert_false(pdf_is_own(none, sizeof none - 1));
}

/* ---- Faults ---- */

static void another_libharu_is_refused(void **state) {
    struct arena *arena = *state;
    other_version = "2.4.9";
    struct run run = write_pages(arena, &sample_pages(arena)->pages, false);
    other_version = NULL;
    assert_fault(&run, MESSAGE_PDF_LIBRARY_VERSION);
    assert_non_null(strstr(run.job.diagnostics->items[0].text, "2.4.9"));
}

static void errors_of_libharu_are_reported_with_their_number(void **state) {
    struct arena *arena = *state;
    save_error = HPDF_ZLIB_ERROR;
    struct run run = write_pages(arena, &sample_pages(arena)->pages, false);
    save_error = HPDF_OK;
    assert_fault(&run, MESSAGE_PDF_LIBRARY_ERROR);
    assert_non_null(strstr(run.job.diagnostics->items[0].text, "0x1066"));
}

static void exhausted_memory_unwinds(void **state) {
    struct arena *arena = *state;
    save_error = HPDF_FAILD_TO_ALLOC_MEM;
    struct run run = write_pages(arena, &sample_pages(arena)->pages, false);
    save_error = HPDF_OK;
    assert_true(run.exhausted);
    assert_int_equal(run.job.diagnostics->count, 0);
}

/* Writes the pages while libharu's allocations fail from the one numbered `limit` on, or that one alone. The job
 * unwinds, or the file is whole. */
static void write_short_of_memory(
    const struct pages *pages, const struct run *whole, size_t limit, bool recover) {
    struct arena *arena = arena_new();
    allocation_count = 0;
    allocation_limit = limit;
    allocations_recover = recover;
    struct run run = write_pages(arena, pages, false);
    allocation_limit = SIZE_MAX;
    if (run.written) {
        assert_int_equal(run.length, whole->length);
        assert_memory_equal(run.bytes, whole->bytes, whole->length);
    } else {
        assert_true(run.exhausted);
    }
    arena_free(arena);
}

static void no_failed_allocation_goes_unnoticed(void **state) {
    struct arena *arena = *state;
    const struct pages *pages = &sample_pages(arena)->pages;
    allocation_count = 0;
    struct run whole = write_pages(arena, pages, false);
    size_t total = allocation_count;
    for (size_t limit = 0; limit < total; limit++) {
        write_short_of_memory(pages, &whole, limit, false);
        write_short_of_memory(pages, &whole, limit, true);
    }
}

static void failed_packing_is_reported(void **state) {
    struct arena *arena = *state;
    packing_fails = true;
    struct run run = write_pages(arena, &sample_pages(arena)->pages, true);
    packing_fails = false;
    assert_fault(&run, MESSAGE_PDF_COMPACT_ERROR);
}

static void damaged_fonts_are_refused(void **state) {
    struct arena *arena = *state;
    struct sample *sample = sample_pages(arena);
    sample->serif->bytes = (const unsigned char *)"this is no font at all";
    sample->serif->length = 22;
    struct run run = write_pages(arena, &sample->pages, false);
    assert_fault(&run, MESSAGE_PDF_FONT_UNUSABLE);
    assert_non_null(strstr(run.job.diagnostics->items[0].text, "PTSerif-Regular"));
}

/* Pages with one run of so many different pairs of the same glyph. */
static struct run write_pairs(struct arena *arena, size_t count, uint32_t number) {
    struct sample *sample = sample_pages(arena);
    struct glyph *glyphs = arena_array(arena, count, sizeof *glyphs);
    for (size_t i = 0; i < count; i++) {
        glyphs[i] = (struct glyph){number, 10, 10, arena_format(arena, "%zu", i)};
    }
    struct item item = {.kind = ITEM_GLYPHS, .face = sample->serif, .size = 10000};
    item.glyphs = glyphs;
    item.glyph_count = count;
    struct page page = {100000, 100000, &item, 1};
    struct element root = {.role = ROLE_DOCUMENT, .parent = ELEMENT_NONE};
    struct pages pages = {.pages = &page, .page_count = 1, .elements = &root, .element_count = 1};
    return write_pages(arena, &pages, false);
}

static void a_font_holds_65535_pairs(void **state) {
    struct arena *arena = *state;
    struct run full = write_pairs(arena, 65535, 36);
    assert_true(full.written);
    struct run over = write_pairs(arena, 65536, 36);
    assert_fault(&over, MESSAGE_PDF_FONT_UNUSABLE);
    struct run unknown = write_pairs(arena, 1, 60000);
    assert_fault(&unknown, MESSAGE_PDF_FONT_UNUSABLE);
}

static void what_pdf_cannot_hold_is_refused(void **state) {
    struct arena *arena = *state;
    struct sample *sample = sample_pages(arena);
    struct attachment attachment = sample->pages.attachments[0];
    attachment.length = (size_t)3 << 30; /* never read */
    sample->pages.attachments = &attachment;
    sample->pages.attachment_count = 1;
    struct run run = write_pages(arena, &sample->pages, false);
    assert_fault(&run, MESSAGE_PDF_TOO_LARGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(decimals_are_made_from_integers),
        UNIT_TEST(integers_keep_their_sign),
        UNIT_TEST(strings_are_ascii_or_utf16),
        UNIT_TEST(strings_hold_readable_characters_only),
        UNIT_TEST(long_strings_end_at_a_character),
        UNIT_TEST(names_escape_what_they_may_not_hold),
        UNIT_TEST(keys_sort_as_their_strings),
        UNIT_TEST(same_pages_same_bytes),
        UNIT_TEST(structure_says_what_elements_say),
        UNIT_TEST(hostile_text_stays_text),
        UNIT_TEST(a_document_may_lack_all_that_is_optional),
        UNIT_TEST(missing_glyphs_leave_a_gap),
        UNIT_TEST(own_until_one_byte_changes),
        UNIT_TEST(longer_shorter_or_foreign_is_not_own),
        UNIT_TEST(another_libharu_is_refused),
        UNIT_TEST(errors_of_libharu_are_reported_with_their_number),
        UNIT_TEST(exhausted_memory_unwinds),
        UNIT_TEST(no_failed_allocation_goes_unnoticed),
        UNIT_TEST(failed_packing_is_reported),
        UNIT_TEST(damaged_fonts_are_refused),
        UNIT_TEST(a_font_holds_65535_pairs),
        UNIT_TEST(what_pdf_cannot_hold_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
