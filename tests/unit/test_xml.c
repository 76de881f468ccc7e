/* The limits of xml_read, its questions to nodes, and damaged files. What it says of faults, and where, is
 * test_xml_cases' subject. */
#include "unit.h"

#include "damage.h"
#include "job.h"
#include "text.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

static struct job new_job(struct arena *arena) {
    return (struct job){.arena = arena, .diagnostics = diagnostics_new(arena), .today = {0, 0, 0}};
}

static const struct xml *read_text(struct job *job, const char *text) {
    return xml_read(job, "f.xml", (const unsigned char *)text, strlen(text));
}

static void check_only(const struct job *job, enum message message, const char *text) {
    assert_int_equal(job->diagnostics->count, 1);
    assert_int_equal(job->diagnostics->items[0].message, message);
    assert_string_equal(job->diagnostics->items[0].text, text);
}

/* ---- Limits ---- */

static void test_refuses_more_than_64_mebibytes(void **state) {
    struct job job = new_job(*state);
    size_t length = 64 * 1024 * 1024 + 1;
    unsigned char *bytes = calloc(1, length + 1); /* never looked at, so it costs nothing */
    assert_non_null(bytes);
    assert_null(xml_read(&job, "f.xml", bytes, length));
    free(bytes);
    check_only(&job, MESSAGE_XML_TOO_LARGE, "ce fichier pèse 65 Mio ; Greffe en lit 64 au plus.");
}

static const char *nested(struct arena *arena, size_t levels) {
    struct buffer text = {.arena = arena};
    for (size_t i = 0; i < levels; i++) {
        buffer_text(&text, "<n>");
    }
    for (size_t i = 0; i < levels; i++) {
        buffer_text(&text, "</n>");
    }
    return buffer_string(&text);
}

static void test_reads_256_levels(void **state) {
    struct job job = new_job(*state);
    const struct xml *xml = read_text(&job, nested(*state, 256));
    assert_non_null(xml);
    size_t levels = 0;
    for (const struct node *node = xml->root; node; node = node->first) {
        levels++;
    }
    assert_int_equal(levels, 256);
}

static void test_refuses_257_levels(void **state) {
    struct job job = new_job(*state);
    assert_null(read_text(&job, nested(*state, 257)));
    check_only(&job, MESSAGE_XML_DEEP, "les balises s’emboîtent sur plus de 256 niveaux.");
    assert_int_equal(job.diagnostics->items[0].span.offset, 256 * strlen("<n>"));
}

/* All files of a job go through one parser: what a broken one leaves behind is nothing to the next. */
static void test_forgets_a_broken_file(void **state) {
    struct job job = new_job(*state);
    assert_null(read_text(&job, "<n xmlns=\"urn:a\" xmlns:p=\"urn:p\"><p:n"));
    assert_null(read_text(&job,
        arena_format(*state, "<n xmlns=\"urn:a\" xmlns:p=\"urn:p\">%s</n>", nested(*state, 256))));
    const struct xml *xml = read_text(&job, "<n><m a=\"1\"/></n>");
    assert_non_null(xml);
    assert_string_equal(xml->root->space, "");
    assert_string_equal(xml->root->first->space, "");
    assert_null(read_text(&job, "<p:n/>")); /* p is not declared here */
}

/* What libxml2 refuses for a reason of its own still gets its place. */
static void test_reports_what_it_does_not_know(void **state) {
    struct job job = new_job(*state);
    size_t length = 10 * 1000 * 1000 + 100;
    char *text = malloc(length + 1);
    assert_non_null(text);
    memset(text, 'a', length);
    text[0] = '<';
    memcpy(text + length - 2, "/>", 3);
    assert_null(read_text(&job, text));
    check_only(
        &job, MESSAGE_XML_OTHER_FAULT, "le fichier n’est plus du XML bien formé à partir d’ici.");
    free(text);
}

static void check_thirty(const char *text, enum message message) {
    struct arena *arena = arena_new();
    struct job job = new_job(arena);
    assert_null(read_text(&job, text));
    assert_int_equal(job.diagnostics->count, 30);
    for (size_t i = 0; i < 30; i++) {
        assert_int_equal(job.diagnostics->items[i].message, message);
    }
    arena_free(arena);
}

/* A file of nothing but mistakes shows enough of them. */
static void test_reports_thirty_of_a_kind(void **state) {
    struct buffer arrows = {.arena = *state};
    struct buffer prefixes = {.arena = *state};
    buffer_text(&arrows, "<f>");
    buffer_text(&prefixes, "<f>");
    for (int i = 0; i < 40; i++) {
        buffer_text(&arrows, i % 2 == 0 ? "-->" : "--><a/>");
        buffer_format(&prefixes, "<p%d:a/>", i);
    }
    buffer_text(&arrows, "</f>");
    buffer_text(&prefixes, "</f>");
    check_thirty(buffer_string(&arrows), MESSAGE_XML_COMMENT_CLOSE);
    check_thirty(buffer_string(&prefixes), MESSAGE_XML_PREFIX);
}

/* ---- Questions to nodes ---- */

static void test_finds_attributes_without_namespace(void **state) {
    struct job job = new_job(*state);
    const struct xml *xml = read_text(&job, "<a xmlns:p='u' p:x='1' x='2' y=''/>");
    assert_non_null(xml);
    assert_string_equal(node_attribute(xml->root, "x")->value, "2");
    assert_string_equal(node_attribute(xml->root, "y")->value, "");
    assert_null(node_attribute(xml->root, "z"));
    assert_null(node_attribute(xml->root, "p:x"));
}

static void test_joins_text(void **state) {
    struct job job = new_job(*state);
    const struct xml *xml =
        read_text(&job, "<a>un <b>deux<!-- non --></b><c/><![CDATA[ <trois>]]>&#33;</a>");
    assert_non_null(xml);
    assert_string_equal(node_text(*state, xml->root), "un deux <trois>!");
    assert_string_equal(node_text(*state, xml->root->first), "un ");
    assert_string_equal(node_text(*state, xml->root->first->next->next), "");
}

/* ---- Damage ---- */

static const char sound[] =
    "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- à remplir -->\n"
    "<f xmlns=\"urn:greffe:form:f:1\" xmlns:p='u' p:n='é &lt; œ'>\n"
    "  <nom titre=\"Président\">Société R&amp;D &#233; <em>l’été</em></nom>\n"
    "  <?imprimer oui?><note><![CDATA[a < b & c]]> suite</note>\n"
    "  <!-- Rural : --> <!-- <rural/> -->\n  <!--\n  <lieu>\n  </lieu>\n  -->\n"
    "  <montant devise='EUR' taxe=\"TTC\">12500.00</montant><vide/>\n</f>\n";

static void check_spans(const struct xml *xml, const struct node *node) {
    assert_true(node->span.source == xml->source);
    assert_true((size_t)node->span.offset + node->span.length <= xml->source->length);
    for (const struct attribute *at = node->attributes; at; at = at->next) {
        assert_true((size_t)at->value_span.offset + at->value_span.length <= xml->source->length);
    }
    for (const struct node *child = node->first; child; child = child->next) {
        check_spans(xml, child);
    }
}

static void check_comments(const struct xml *xml) {
    for (size_t i = 0; i < xml->comment_count; i++) {
        struct span span = xml->comments[i].span;
        const char *text = xml->source->bytes + span.offset;
        assert_memory_equal(text, "<!--", 4);
        assert_memory_equal(text + span.length - 3, "-->", 3);
    }
}

/* Each damaged file is read whole or refused with a reason, and both can be shown. */
static void read_damaged(uint64_t *state, size_t *refused) {
    struct arena *arena = arena_new();
    struct job job = new_job(arena);
    unsigned char bytes[sizeof sound];
    memcpy(bytes, sound, sizeof sound);
    size_t length = damage(bytes, sizeof sound - 1, state);
    bytes[length] = '\0';
    const struct xml *xml = xml_read(&job, "f.xml", bytes, length);
    assert_true((xml == NULL) == (diagnostics_errors(job.diagnostics) > 0));
    diagnostics_sort(job.diagnostics);
    const char *printed = diagnostics_print(job.diagnostics);
    assert_int_equal(text_invalid(printed, strlen(printed)), strlen(printed));
    if (xml) {
        check_spans(xml, xml->root);
        check_comments(xml);
    }
    *refused += xml == NULL;
    arena_free(arena);
}

static void test_stands_damage(void **unused) {
    (void)unused;
    uint64_t state = 20260101;
    size_t refused = 0;
    for (int i = 0; i < 5000; i++) {
        read_damaged(&state, &refused);
    }
    assert_in_range(refused, 1000, 4999); /* the damage is real, and not always fatal */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_refuses_more_than_64_mebibytes),
        UNIT_TEST(test_reads_256_levels),
        UNIT_TEST(test_refuses_257_levels),
        UNIT_TEST(test_forgets_a_broken_file),
        UNIT_TEST(test_reports_what_it_does_not_know),
        UNIT_TEST(test_reports_thirty_of_a_kind),
        UNIT_TEST(test_finds_attributes_without_namespace),
        UNIT_TEST(test_joins_text),
        cmocka_unit_test(test_stands_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
