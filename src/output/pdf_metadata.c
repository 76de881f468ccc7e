#include "pdf_metadata.h"

#include "pdf_syntax.h"

#include <lcms2.h>
#include <string.h>

/* The creation date in an ICC profile's header (ICC.1:2004-10, 7.2): year, month, day, hour, minute,
 * second, two bytes each. */
enum {
    PROFILE_DATE_OFFSET = 24,
};

enum {
    PROFILE_MEMORY = 1 << 17, /* bytes; without them lcms2 reads through a NULL */
};

/* As in libharu's Info dictionary. */
static const char PRODUCER[] = "Haru Free PDF Library " HPDF_VERSION_TEXT;

static void add_character(struct buffer *xml, uint32_t code_point) {
    switch (code_point) {
    case '&':
        buffer_text(xml, "&amp;");
        break;
    case '<':
        buffer_text(xml, "&lt;");
        break;
    case '>':
        buffer_text(xml, "&gt;");
        break;
    case 0:
        break;
    default:
        buffer_code_point(xml, code_point);
    }
}

static void add_escaped(struct buffer *xml, const char *text) {
    while (*text) {
        add_character(xml, pdf_syntax_readable(text_next(&text)));
    }
}

/* A property with the markup of its value around it; nothing when there is no text. */
static void add_property(struct buffer *xml, const char *begin, const char *text, const char *end) {
    if (text && *text) {
        buffer_text(xml, begin);
        add_escaped(xml, text);
        buffer_text(xml, end);
    }
}

static void add_dublin_core(struct buffer *xml, const struct metadata *metadata) {
    buffer_text(xml, "<rdf:Description rdf:about=\"\" "
                     "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                     "<dc:format>application/pdf</dc:format>\n");
    add_property(xml, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", metadata->title,
        "</rdf:li></rdf:Alt></dc:title>\n");
    add_property(xml, "<dc:creator><rdf:Seq><rdf:li>", metadata->author,
        "</rdf:li></rdf:Seq></dc:creator>\n");
    add_property(xml, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">", metadata->subject,
        "</rdf:li></rdf:Alt></dc:description>\n");
    add_property(xml, "<dc:language><rdf:Bag><rdf:li>", metadata->language,
        "</rdf:li></rdf:Bag></dc:language>\n");
    buffer_text(xml, "</rdf:Description>\n");
}

static void add_origin(struct buffer *xml, const struct metadata *metadata) {
    buffer_text(xml, "<rdf:Description rdf:about=\"\" "
                     "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
                     "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n");
    if (metadata->date.year > 0) {
        char date[11];
        date_write(metadata->date, date);
        add_property(xml, "<xmp:CreateDate>", date, "</xmp:CreateDate>\n");
        add_property(xml, "<xmp:ModifyDate>", date, "</xmp:ModifyDate>\n");
    }
    add_property(xml, "<xmp:CreatorTool>", metadata->creator, "</xmp:CreatorTool>\n");
    add_property(xml, "<pdf:Producer>", PRODUCER, "</pdf:Producer>\n");
    add_property(xml, "<pdf:Keywords>", metadata->keywords, "</pdf:Keywords>\n");
    buffer_text(xml, "</rdf:Description>\n");
}

/* The claims (ISO 19005-3, 6.6.4; ISO 14289-1, 5), and the description that PDF/A demands of the one schema
 * which it does not know (ISO 19005-3, 6.6.2.3). */
static void add_claims(struct buffer *xml, unsigned part) {
    buffer_format(xml,
        "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
        "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
        "<pdfaid:part>%u</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
        "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n",
        part);
    buffer_text(xml,
        "<rdf:Description rdf:about=\"\" "
        "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
        "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
        "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
        "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
        "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
        "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
        "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
        "<pdfaProperty:name>part</pdfaProperty:name>\n"
        "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
        "<pdfaProperty:category>internal</pdfaProperty:category>\n"
        "<pdfaProperty:description>Part of ISO 14289 that the file conforms to"
        "</pdfaProperty:description>\n"
        "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
        "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

/* Plain, so that programs which know nothing of PDF find it. */
static void write_xmp(struct pdf *pdf) {
    struct buffer xml = pdf_object_buffer(pdf);
    buffer_text(&xml, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
                      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    add_dublin_core(&xml, &pdf->pages->metadata);
    add_origin(&xml, &pdf->pages->metadata);
    add_claims(&xml, pdf->options->part);
    buffer_text(&xml, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
    struct buffer entries = pdf_object_buffer(pdf);
    buffer_text(&entries, "/Type /Metadata /Subtype /XML ");
    pdf_syntax_entry(&pdf->catalog, "Metadata",
        pdf_object_stream(pdf, &entries, xml.bytes, xml.length, PDF_PLAIN));
}

static void add_info(struct buffer *entries, const char *key, const char *text) {
    if (text && *text) {
        pdf_syntax_name(entries, key);
        pdf_syntax_string(entries, text);
    }
}

/* libharu has entered /Producer already. */
static void write_info(struct pdf *pdf) {
    const struct metadata *metadata = &pdf->pages->metadata;
    struct buffer entries = pdf_object_buffer(pdf);
    add_info(&entries, "Title", metadata->title);
    add_info(&entries, "Author", metadata->author);
    add_info(&entries, "Subject", metadata->subject);
    add_info(&entries, "Keywords", metadata->keywords);
    add_info(&entries, "Creator", metadata->creator);
    if (metadata->date.year > 0) {
        buffer_text(&entries, "/CreationDate ");
        pdf_syntax_date(&entries, metadata->date);
        buffer_text(&entries, "/ModDate ");
        pdf_syntax_date(&entries, metadata->date);
    }
    pdf_object_fill(pdf, pdf->document->info, &entries);
}

static void close_profile(void *handle) {
    cmsCloseProfile(handle);
}

/* sRGB as lcms2 makes it. lcms2 enters the clock's time: another one takes its place, so that the same pages
 * give the same bytes. */
static unsigned char *make_profile(struct arena *arena, cmsUInt32Number *length) {
    static const unsigned char date[12] = {2000 >> 8, 2000 & 0xFF, 0, 1, 0, 1};
    arena_reserve(arena, PROFILE_MEMORY);
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    if (!profile) {
        arena_exhausted(arena);
    }
    arena_release_later(arena, close_profile, profile);
    cmsSetProfileVersion(profile, 4.2); /* ICC.1:2004-10, the latest that PDF 1.7 knows */
    if (!cmsSaveProfileToMem(profile, NULL, length)) {
        arena_exhausted(arena);
    }
    unsigned char *bytes = arena_alloc(arena, *length);
    if (!cmsSaveProfileToMem(profile, bytes, length)) {
        arena_exhausted(arena);
    }
    memcpy(bytes + PROFILE_DATE_OFFSET, date, sizeof date);
    return bytes;
}

/* What DeviceRGB and DeviceGray mean in this document (ISO 19005-3, 6.2.3). */
static void write_output_intent(struct pdf *pdf) {
    cmsUInt32Number length = 0;
    const unsigned char *profile = make_profile(pdf->job->arena, &length);
    struct buffer components = pdf_object_buffer(pdf);
    buffer_text(&components, "/N 3 ");
    struct buffer intent = pdf_object_buffer(pdf);
    buffer_text(&intent,
        "/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) "
        "/Info (sRGB IEC61966-2.1) /RegistryName (http://www.color.org) ");
    pdf_syntax_entry(&intent, "DestOutputProfile",
        pdf_object_stream(pdf, &components, profile, length, PDF_FLATE));
    buffer_text(&pdf->catalog, "/OutputIntents [");
    pdf_syntax_reference(&pdf->catalog, pdf_object_add(pdf, &intent));
    buffer_text(&pdf->catalog, "] ");
}

/* Which document of its model this is, for Greffe itself: with the attached form it is all that is needed to make
 * the file again (page-piece dictionary, ISO 32000-1, 14.5). Its date is required; an undated document has that of
 * the colour profile. */
static void write_own_data(struct pdf *pdf) {
    const struct metadata *metadata = &pdf->pages->metadata;
    struct date date = metadata->date.year > 0 ? metadata->date : (struct date){2000, 1, 1};
    if (!metadata->document) {
        return;
    }
    buffer_text(&pdf->catalog, "/PieceInfo <</Greffe <</LastModified ");
    pdf_syntax_date(&pdf->catalog, date);
    buffer_text(&pdf->catalog, "/Private <</Document ");
    pdf_syntax_string(&pdf->catalog, metadata->document);
    buffer_text(&pdf->catalog, ">> >> >> ");
}

void pdf_metadata_write(struct pdf *pdf) {
    write_info(pdf);
    write_xmp(pdf);
    write_own_data(pdf);
    write_output_intent(pdf);
    if (pdf->pages->metadata.language) {
        buffer_text(&pdf->catalog, "/Lang ");
        pdf_syntax_string(&pdf->catalog, pdf->pages->metadata.language);
    }
    buffer_text(&pdf->catalog, "/ViewerPreferences <</DisplayDocTitle true>> ");
}
