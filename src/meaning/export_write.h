/* The formats of exports, as UTF-8 text. Private to meaning. */
#ifndef GREFFE_EXPORT_WRITE_H
#define GREFFE_EXPORT_WRITE_H

struct answer;
struct evaluation;
struct form_export;

/** export_write_xml: XML 1.0 with its declaration; namespaces are declared where an element needs them. */
const char *export_write_xml(struct evaluation *evaluation, const struct form_export *form_export,
    const struct answer *root);
/** export_write_json: RFC 8259, two spaces of indentation. */
const char *export_write_json(struct evaluation *evaluation, const struct form_export *form_export,
    const struct answer *root);
/** export_write_csv: RFC 4180, lines end with CRLF, cells are parted by the export's separator; a cell that a spreadsheet would take for a formula begins with an
 *  apostrophe. */
const char *export_write_csv(struct evaluation *evaluation, const struct form_export *form_export,
    const struct answer *root);

#endif
