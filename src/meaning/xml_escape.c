#include "xml_escape.h"

#include "text.h"

void xml_escape(struct buffer *out, const char *text, bool attribute) {
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '&')
            buffer_text(out, "&amp;");
        else if (byte == '<')
            buffer_text(out, "&lt;");
        else if (byte == '>' && !attribute)
            buffer_text(out, "&gt;");
        else if (byte == '"' && attribute)
            buffer_text(out, "&quot;");
        else if (byte < 0x20 && attribute)
            buffer_format(out, "&#%u;", byte);
        else
            buffer_add(out, text, 1);
    }
}
