/* The grammar of models as RELAX NG, made from the table that the reader of models uses: forms/model.rng
 * is this text, so the two cannot differ. */
#ifndef GREFFE_MODEL_SCHEMA_H
#define GREFFE_MODEL_SCHEMA_H

struct arena;

/** model_schema(arena): the schema (RELAX NG, XML syntax) of models and of the fragments that they
 *  include. UTF-8, in the arena. */
const char *model_schema(struct arena *arena);

#endif
