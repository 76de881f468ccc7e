/* Pages: their measures, running heads and feet. */
#include "form_reader.h"

#include "form_template.h"
#include "text.h"

#include <string.h>

enum {
    MILLIMETRE = 2835,       /* 1/1000 pt, rounded */
    LEAST_SPACE = 40 * 2835, /* for the text, in both directions */
    LEAST_TEXT = 6 * 1000,   /* 1/1000 pt */
    MOST_TEXT = 36 * 1000,   /* 1/1000 pt */
    DEFAULT_TEXT = 10200,    /* struct page_shape: what 0 means */
    DEFAULT_LEADING = 14600, /* likewise */
};

/* The page that every model has, in the language of models itself: its measures are also those
 * that other pages do not give. */
static const char default_page[] =
    "<page xmlns=\"" FORM_MODEL_NAMESPACE "\" id=\"a4\" size=\"A4\" inner=\"36mm\" outer=\"26mm\""
    " top=\"30mm\" bottom=\"26mm\" hang=\"14mm\"><foot><right>page <page-number/> / <page-count/>"
    "</right></foot></page>";

/* Measures. */

static int32_t length_of(const struct node *node, const char *name, const char *otherwise) {
    const char *value = form_value(node, name);
    int32_t length = 0;
    form_length(value != NULL ? value : otherwise, &length);
    return length;
}

static const char *in_millimetres(struct arena *arena, int32_t length) {
    return arena_format(arena, "%ld", (long)(length / MILLIMETRE));
}

static void swap(int32_t *a, int32_t *b) {
    int32_t kept = *a;
    *a = *b;
    *b = kept;
}

/* ISO 216, upright. */
static void read_size(
    struct form_reader *reader, const struct node *node, struct page_shape *shape) {
    static const struct {
        const char *name;
        const char *width;
        const char *height;
    } sizes[] = {{"A4", "210mm", "297mm"}, {"A3", "297mm", "420mm"}, {"A5", "148mm", "210mm"}};
    bool width = form_value(node, "width") != NULL;
    bool height = form_value(node, "height") != NULL;
    size_t size = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (form_says(node, "size", sizes[i].name))
            size = i;
    if (width != height || (width && form_value(node, "size") != NULL))
        form_error(reader, MESSAGE_MODEL_PAGE_SIZE, node->name_span, NULL);
    shape->width = length_of(node, "width", sizes[size].width);
    shape->height = length_of(node, "height", sizes[size].height);
    bool landscape = form_says(node, "orientation", "landscape");
    if (form_value(node, "orientation") != NULL && landscape != (shape->width > shape->height))
        swap(&shape->width, &shape->height);
}

static bool check_space(
    struct form_reader *reader, const struct node *node, const struct page_shape *shape) {
    int32_t top = shape->first_top > shape->top ? shape->first_top : shape->top;
    int32_t width = shape->width - shape->inner - shape->outer;
    int32_t height = shape->height - top - shape->bottom;
    if (width >= LEAST_SPACE && height >= LEAST_SPACE)
        return true;
    struct arena *arena = reader->job->arena;
    form_error(reader, MESSAGE_MODEL_PAGE_MARGINS, node->name_span,
        in_millimetres(arena, width > 0 ? width : 0),
        in_millimetres(arena, height > 0 ? height : 0));
    return false;
}

/* Numbers of headings hang into the left margin, which is the outer one on even pages when the
 * page is mirrored. Where the margin is narrow they stand in line unless the model says otherwise. */
static void read_hang(
    struct form_reader *reader, const struct node *node, struct page_shape *shape) {
    int32_t margin = shape->mirrored && shape->outer < shape->inner ? shape->outer : shape->inner;
    int32_t usual = length_of(node, "hang", "14mm");
    if (form_value(node, "hang") == NULL && 2 * usual > margin)
        usual = 0;
    shape->hang = usual;
    if (shape->hang > margin)
        form_error(reader, MESSAGE_MODEL_PAGE_HANG, form_value_span(node, "hang"), NULL);
}

static const char *in_points(struct arena *arena, int32_t length) {
    return arena_format(arena, "%ld,%ld", (long)(length / 1000), (long)(length % 1000 / 100));
}

static void read_text(
    struct form_reader *reader, const struct node *node, struct page_shape *shape) {
    struct arena *arena = reader->job->arena;
    shape->text_size = length_of(node, "text-size", "0pt");
    shape->leading = length_of(node, "leading", "0pt");
    shape->ragged = form_says(node, "align", "left");
    int32_t size = shape->text_size != 0 ? shape->text_size : DEFAULT_TEXT;
    int32_t leading = shape->leading != 0 ? shape->leading : DEFAULT_LEADING;
    if (size < LEAST_TEXT || size > MOST_TEXT || leading <= size)
        form_error(reader, MESSAGE_MODEL_PAGE_TEXT,
            form_value_span(node, form_value(node, "leading") != NULL ? "leading" : "text-size"),
            in_points(arena, size), in_points(arena, leading));
}

static void read_reserved(
    struct form_reader *reader, const struct node *node, struct page_shape *shape) {
    struct reserved *reserved = NULL;
    for (node = form_next(node->first, "reserved"); node != NULL;
         node = form_next(node->next, "reserved")) {
        struct reserved area = {length_of(node, "x", "0pt"), length_of(node, "y", "0pt"),
            length_of(node, "width", "0pt"), length_of(node, "height", "0pt")};
        if (area.width > shape->width - area.x || area.height > shape->height - area.y)
            form_error(reader, MESSAGE_MODEL_PAGE_RESERVED, node->name_span, NULL);
        reserved =
            arena_grow(reader->job->arena, reserved, shape->reserved_count, sizeof *reserved);
        reserved[shape->reserved_count++] = area;
    }
    shape->reserved = reserved;
}

static void read_shape(
    struct form_reader *reader, const struct node *node, struct page_shape *shape) {
    read_size(reader, node, shape);
    shape->top = length_of(node, "top", "30mm");
    shape->bottom = length_of(node, "bottom", "26mm");
    shape->inner = length_of(node, "inner", "36mm");
    shape->outer = length_of(node, "outer", "26mm");
    shape->first_top = length_of(node, "first-top", "0pt");
    shape->mirrored = form_says(node, "mirrored", "yes");
    shape->first_furniture = !form_says(node, "first-furniture", "no");
    shape->first_number = (unsigned)form_count(node, "first-number", 0);
    read_text(reader, node, shape);
    if (check_space(reader, node, shape))
        read_hang(reader, node, shape);
    read_reserved(reader, node, shape);
}

/* Furniture. */

static const struct template *read_side(struct form_reader *reader, const struct node *page,
    const char *line, const char *side, const struct expression_scope *scope) {
    const struct node *node = form_next(page->first, line);
    node = node != NULL ? form_next(node->first, side) : NULL;
    return node != NULL ? form_template(reader, node, scope) : NULL;
}

static void add_page(struct form_reader *reader, const struct node *node, const char *name) {
    struct form *form = reader->form;
    struct expression_scope scope = form_scope(reader);
    struct form_page page = {.identifier = name, .span = form_value_span(node, "id")};
    read_shape(reader, node, &page.shape);
    page.head_left = read_side(reader, node, "head", "left", &scope);
    page.head_right = read_side(reader, node, "head", "right", &scope);
    page.foot_left = read_side(reader, node, "foot", "left", &scope);
    page.foot_right = read_side(reader, node, "foot", "right", &scope);
    form->pages = arena_grow(reader->job->arena, form->pages, form->page_count, sizeof page);
    form->pages[form->page_count++] = page;
}

static bool has_page(const struct form *form, const char *name) {
    for (size_t i = 0; i < form->page_count; i++)
        if (strcmp(form->pages[i].identifier, name) == 0)
            return true;
    return false;
}

void form_pages_read(struct form_reader *reader) {
    struct names names = {0};
    const struct node *node = form_next(reader->model->first, "page");
    for (; node != NULL; node = form_next(node->next, "page")) {
        const char *name = form_value(node, "id");
        if (name == NULL || !form_name(reader, &names, name, form_value_span(node, "id")))
            continue;
        form_define(reader, "la page", USED_PAGE, name, form_value_span(node, "id"));
        add_page(reader, node, name);
    }
    if (has_page(reader->form, FORM_DEFAULT_PAGE))
        return;
    const struct xml *xml = xml_read(reader->job, FORM_DEFAULT_PAGE,
        (const unsigned char *)default_page, sizeof default_page - 1);
    add_page(reader, xml->root, FORM_DEFAULT_PAGE);
}

/* The page that needs no definition stands for what names none. */
const struct form_page *form_page(struct form_reader *reader, const struct node *node) {
    const struct form *form = reader->form;
    const char *name = form_value(node, "page");
    const char **names = arena_array(reader->job->arena, form->page_count, sizeof *names);
    if (name == NULL)
        name = FORM_DEFAULT_PAGE;
    form_use(reader, USED_PAGE, name);
    for (size_t i = 0; i < form->page_count; i++) {
        names[i] = form->pages[i].identifier;
        if (strcmp(names[i], name) == 0)
            return &form->pages[i];
    }
    form_error(reader, MESSAGE_MODEL_PAGE_UNKNOWN, form_value_span(node, "page"), name,
        form_hint(reader->job->arena, name, names, form->page_count));
    return &form->pages[0];
}
