#include "pdf_syntax.h"

#include <string.h>

enum {
    NUMBER_SIZE = 24,
    UTF16_LIMIT = 32767 / 2 - 1, /* units of a string, less its byte order mark */
    ASCII_LIMIT = 32767,
    BYTE_ORDER_MARK = 0xFEFF,
    REPLACEMENT = 0xFFFD,
};

static const char DIGITS[] = "0123456789ABCDEF";

/* Writes the digits of a number backwards from end, at least `least` of them; returns their beginning. */
static char *digits_before(char *end, uint64_t number, int least) {
    for (; number > 0 || least > 0; least--) {
        *--end = DIGITS[number % 10];
        number /= 10;
    }
    return end;
}

void pdf_syntax_decimal(struct buffer *buffer, int64_t thousandths) {
    char text[NUMBER_SIZE];
    char *end = text + sizeof text;
    char *point = end - 5;
    uint64_t magnitude = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
    *point = '.';
    digits_before(end - 1, magnitude % 1000, 3);
    char *begin = digits_before(point, magnitude / 1000, 1);
    if (thousandths < 0) {
        *--begin = '-';
    }
    char *last = end - 2;
    while (*last == '0') {
        last--;
    }
    if (last == point) {
        last--;
    }
    last[1] = ' ';
    buffer_add(buffer, begin, (size_t)(last + 2 - begin));
}

void pdf_syntax_integer(struct buffer *buffer, int64_t number) {
    char text[NUMBER_SIZE];
    char *end = text + sizeof text;
    end[-1] = ' ';
    char *begin = digits_before(end - 1, number < 0 ? 0 - (uint64_t)number : (uint64_t)number, 1);
    if (number < 0) {
        *--begin = '-';
    }
    buffer_add(buffer, begin, (size_t)(end - begin));
}

void pdf_syntax_reference(struct buffer *buffer, HPDF_Dict object) {
    pdf_syntax_integer(buffer, pdf_object_number(object));
    buffer_add(buffer, "0 R ", 4);
}

void pdf_syntax_entry(struct buffer *buffer, const char *key, HPDF_Dict object) {
    buffer_add(buffer, "/", 1);
    buffer_text(buffer, key);
    buffer_add(buffer, " ", 1);
    pdf_syntax_reference(buffer, object);
}

static bool is_regular(unsigned char byte) {
    return byte > ' ' && byte < 0x7F && !strchr("()<>[]{}/%#", byte);
}

void pdf_syntax_name(struct buffer *buffer, const char *name) {
    buffer_add(buffer, "/", 1);
    for (const char *byte = name; *byte; byte++) {
        unsigned char value = (unsigned char)*byte;
        if (is_regular(value)) {
            buffer_add(buffer, byte, 1);
        } else {
            buffer_add(buffer, (char[]){'#', DIGITS[value >> 4], DIGITS[value & 15]}, 3);
        }
    }
    buffer_add(buffer, " ", 1);
}

bool pdf_syntax_is_ascii(const char *text) {
    for (; *text; text++) {
        if (*text < ' ' || *text > '~') {
            return false;
        }
    }
    return true;
}

static void add_literal(struct buffer *buffer, const char *text) {
    buffer_add(buffer, "(", 1);
    for (size_t i = 0; text[i] && i < ASCII_LIMIT; i++) {
        if (strchr("()\\", text[i])) {
            buffer_add(buffer, "\\", 1);
        }
        buffer_add(buffer, text + i, 1);
    }
    buffer_add(buffer, ") ", 2);
}

static void add_unit(struct buffer *buffer, uint32_t unit) {
    char digits[4] = {
        DIGITS[unit >> 12 & 15], DIGITS[unit >> 8 & 15], DIGITS[unit >> 4 & 15], DIGITS[unit & 15]};
    buffer_add(buffer, digits, sizeof digits);
}

static bool is_private(uint32_t code_point) {
    return (code_point >= 0xE000 && code_point <= 0xF8FF) || code_point >= 0xF0000;
}

uint32_t pdf_syntax_readable(uint32_t code_point) {
    if (code_point == BYTE_ORDER_MARK) {
        return 0;
    }
    return text_is_forbidden(code_point) || is_private(code_point) ? REPLACEMENT : code_point;
}

static void add_code_point(struct buffer *buffer, uint32_t code_point) {
    if (code_point > 0xFFFF) {
        add_unit(buffer, 0xD800 | (code_point - 0x10000) >> 10);
        code_point = 0xDC00 | (code_point & 0x3FF);
    }
    add_unit(buffer, code_point);
}

void pdf_syntax_utf16(struct buffer *buffer, const char *text, size_t limit) {
    for (size_t units = 0; *text;) {
        uint32_t code_point = pdf_syntax_readable(text_next(&text));
        if (code_point == 0) {
            continue;
        }
        units += code_point > 0xFFFF ? 2 : 1;
        if (units > limit) {
            return;
        }
        add_code_point(buffer, code_point);
    }
}

void pdf_syntax_string(struct buffer *buffer, const char *text) {
    if (pdf_syntax_is_ascii(text)) {
        add_literal(buffer, text);
        return;
    }
    buffer_add(buffer, "<FEFF", 5);
    pdf_syntax_utf16(buffer, text, UTF16_LIMIT);
    buffer_add(buffer, "> ", 2);
}

void pdf_syntax_hexadecimal(struct buffer *buffer, const unsigned char *bytes, size_t length) {
    buffer_add(buffer, "<", 1);
    for (size_t i = 0; i < length; i++) {
        buffer_add(buffer, (char[]){DIGITS[bytes[i] >> 4], DIGITS[bytes[i] & 15]}, 2);
    }
    buffer_add(buffer, ">", 1);
}

void pdf_syntax_rectangle(struct buffer *buffer, int32_t page_height, int32_t x, int32_t y,
    int32_t width, int32_t height) {
    buffer_add(buffer, "[", 1);
    pdf_syntax_decimal(buffer, x);
    pdf_syntax_decimal(buffer, (int64_t)page_height - y - height);
    pdf_syntax_decimal(buffer, (int64_t)x + width);
    pdf_syntax_decimal(buffer, (int64_t)page_height - y);
    buffer_add(buffer, "] ", 2);
}

void pdf_syntax_date(struct buffer *buffer, struct date date) {
    buffer_format(buffer, "(D:%04d%02d", date.year, date.month);
    if (date.day > 0) {
        buffer_format(buffer, "%02d", date.day);
    }
    buffer_add(buffer, ") ", 2);
}
