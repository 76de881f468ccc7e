/* Tables of documents. Private to the reader of models. */
#ifndef GREFFE_FORM_CELLS_H
#define GREFFE_FORM_CELLS_H

struct form_reader;
struct template;

/** form_cells_check(reader, table): reports a row that has not as many cells as the table has columns.
 *  Rows whose number of cells depends on the form, and tables with a rowspan, are left alone. */
void form_cells_check(struct form_reader *reader, const struct template *table);

#endif
