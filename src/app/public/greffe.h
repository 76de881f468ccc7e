/* libgreffe: from a filled XML form to a checked, typeset PDF. The library never exits, prints, forks,
 * reads the clock or the environment: whatever it needs is in the settings. Strings are UTF-8; messages
 * are French. A struct greffe may be used by one thread at a time. */
#ifndef GREFFE_H
#define GREFFE_H

#include <stdbool.h>
#include <stddef.h>

/** How something ended; the program's exit status. */
enum greffe_status {
    GREFFE_OK = 0,      /* all well; warnings are allowed */
    GREFFE_FORM = 1,    /* a form, or a file that it names, has errors */
    GREFFE_USAGE = 2,   /* wrong usage, or a model or theme with errors */
    GREFFE_MACHINE = 3, /* disk, memory, permission, an internal fault */
};

/** A table of a model that another file replaces. */
struct greffe_table {
    const char *identifier;
    const char *path;
};

/** What one process works with. Paths may be relative to the working folder. */
struct greffe_settings {
    const char *const *forms; /* folders of models; the first that has a model wins */
    size_t form_count;
    const char *fonts;       /* folder of catalogue.tsv and its font files; NULL: no PDF is made */
    const char *hyphenation; /* hyphen dictionary of French; NULL: words are not parted */
    const char *theme;       /* a theme.xml; NULL: the one beside the fonts is not looked for */
    const char *themes; /* a folder of themes, one for each value that a model names by its theme=…:
                                « VALUE.xml »; a form whose value has none there has `theme`. NULL: none */
    const char *root;   /* jobs read beneath it; NULL: beneath the folder of each form */
    const char *date;   /* the reference date AAAA-MM-JJ that only rules see */
    const struct greffe_table *tables;
    size_t table_count;
    const char *version; /* of the program, for the PDF's metadata; NULL: the library's */
};

/** What a PDF is for archives; it is PDF/UA-1 in any case. */
enum greffe_archive {
    GREFFE_PDFA_3A, /* PDF/A-3a (ISO 19005-3): may carry its form */
    GREFFE_PDFA_2A, /* PDF/A-2a (ISO 19005-2): never carries a file */
};

/** A file in memory. `name` is relative to a root, as a form has it; `relationship` is what it is to the PDF
 *  that carries it (ISO 19005-3, 6.8): "Source" the form, "" when the PDF does not say. */
struct greffe_file {
    const char *name;
    const char *relationship;
    const unsigned char *bytes;
    size_t length;
};

/** Where somebody signs: the rectangle of a signature block on its page, in 1/1000 pt from the page's lower left
 *  corner (ISO 32000-1, 8.3.2.3). Blocks stand in signing order. */
struct greffe_block {
    const char *field; /* the name of the signature field there; NULL when the PDF has none */
    const char *label; /* who signs, and in which capacity; NULL when the PDF does not say */
    size_t page;       /* from 1 */
    int left;
    int bottom;
    int right;
    int top;
    bool is_signed;
};

/** What is asked for one form. */
struct greffe_request {
    const char *path; /* the filled form; with `carried`, the PDF that carries it, for messages */
    bool
        beside; /* what the form names is read beneath the folder beside it that has its name without
                         the extension (« a.xml », « a/ »), and nowhere else: forms of many senders lie together */
    const char *
        name; /* not NULL: how the PDF is to be called, a relative path with values of the form in it,
                         « {collectivite}-{numero}.pdf »: the result's name */
    const struct greffe_file
        *carried; /* not NULL: the form is the /Source of these, what it names is
                                          among them, and nothing is read from a folder */
    size_t carried_count;
    const unsigned char *pdf; /* a finished PDF, which exports of format pdf hand on; NULL: none */
    size_t pdf_length;
    const char *variant;  /* identifier of a document of the model; NULL: its first, of the phase */
    const char *phase;    /* NULL: that of the document; a document of another phase is refused */
    unsigned first_sheet; /* number of the first page, where sheets are numbered; 0: left blank */
    bool draft;           /* errors become marked holes, « PROJET » */
    bool no_fields;       /* no signature fields */
    bool no_source;       /* the form is not attached, whatever the model says */
    bool fields;  /* signature fields even in a whole that other documents are inserted into */
    bool compact; /* objects are packed: a smaller PDF, which takes longer to write */
    enum greffe_archive archive;
    bool parts; /* a PDF of each part of the document instead of one of all */
};

/** One part of a document as a PDF of its own; `name` is that of its file, « annexe-2-contrat-cadre.pdf ». */
struct greffe_part {
    const char *name;
    const unsigned char *bytes;
    size_t length;
    size_t pages;
    const struct greffe_block *blocks;
    size_t block_count;
};

/** What came of one request. Strings and bytes live until greffe_result_free. */
struct greffe_result {
    enum greffe_status status;
    const unsigned char
        *bytes; /* the PDF, or the text that was asked for; NULL when there is none */
    size_t length;
    const struct greffe_part *parts; /* when parts were asked for; there are no bytes then */
    size_t part_count;
    size_t errors;
    size_t warnings;
    size_t pages;
    const struct greffe_block
        *blocks; /* where the typeset document, or the inspected PDF, is signed */
    size_t block_count;
    const struct greffe_file *files; /* that an inspected PDF carries */
    size_t file_count;
    const char *variant; /* document of its model that an inspected PDF is; NULL: it does not say */
    size_t signature_fields; /* of an inspected PDF … */
    size_t signatures;       /* … and those of them that are signed */
    const char
        *name; /* how the PDF is to be called; NULL when that was not asked or cannot be told */
    const char *model; /* the form's model and the model's version; NULL when it was not found */
    const char *model_version;
    void *inside; /* the library's own */
};

/** A process's models, fonts and theme. */
struct greffe;

/** greffe_version(): « 0.1.0 ». */
const char *greffe_version(void);

/** greffe_new(settings): loads fonts and theme; models, and each of their documents, are read when first asked for,
 *  or at once when tables of theirs are to be replaced. NULL only when memory is exhausted; what is wrong with the settings is told
 *  by the result of every request, none of which then gives a PDF. The caller frees it with greffe_free. */
struct greffe *greffe_new(const struct greffe_settings *settings);
/** greffe_free(greffe): frees everything; NULL is a no-op. Results must be freed before. */
void greffe_free(struct greffe *greffe);

/** greffe_check(greffe, request): validates only: everything but the writing. No bytes. */
struct greffe_result *greffe_check(struct greffe *greffe, const struct greffe_request *request);
/** greffe_prepare(greffe, request): what is wrong with the request whatever its form, which is not read: with its name,
 *  and with the process (fonts, theme, date). No bytes. */
struct greffe_result *greffe_prepare(struct greffe *greffe, const struct greffe_request *request);
/** greffe_render(greffe, request): the PDF, or one of each part, when there is no error (or in a draft). */
struct greffe_result *greffe_render(struct greffe *greffe, const struct greffe_request *request);
/** greffe_dump(greffe, request, stage): a stage as text: form, answers, document, pages. */
struct greffe_result *greffe_dump(
    struct greffe *greffe, const struct greffe_request *request, const char *stage);
/** greffe_blank(greffe, model): the empty form as a printable PDF. */
struct greffe_result *greffe_blank(struct greffe *greffe, const char *model);
/** greffe_skeleton(greffe, model): an empty XML, commented, ready to fill. */
struct greffe_result *greffe_skeleton(struct greffe *greffe, const char *model);
/** greffe_schema(greffe, model): the RELAX NG schema of the filled form. */
struct greffe_result *greffe_schema(struct greffe *greffe, const char *model);
/** greffe_list(greffe): the models found, one line each: name, version, title. */
struct greffe_result *greffe_list(struct greffe *greffe);
/** greffe_export(greffe, request, purpose, index, name): the index-th export of the model whose purpose is
 *  that (NULL: all); *name gets the file's name. An export of format pdf is the request's PDF, byte for byte,
 *  or NULL when it has none. A NULL name and GREFFE_OK past the last one. */
struct greffe_result *greffe_export(struct greffe *greffe, const struct greffe_request *request,
    const char *purpose, size_t index, const char **name);
/** greffe_inspect(greffe, path, bytes, length): what a finished PDF of whatever origin carries, and how many
 *  have signed it; whether their signatures are valid is not looked at. It is not repaired; `path` is for
 *  messages. No bytes. A hostile file may take all memory and time: ask it of a process with limits. */
struct greffe_result *greffe_inspect(
    struct greffe *greffe, const char *path, const unsigned char *bytes, size_t length);

/** greffe_result_free(result): NULL is a no-op. */
void greffe_result_free(struct greffe_result *result);
/** greffe_result_text(result): its diagnostics as text for a terminal, "" when there are none. `notes`
 *  includes those of level note. */
const char *greffe_result_text(const struct greffe_result *result, bool notes);

/** Levels of diagnostics in rising severity. FAULT: the machine failed. */
enum greffe_level {
    GREFFE_NOTE,
    GREFFE_WARNING,
    GREFFE_ERROR,
    GREFFE_FAULT,
};

/** One thing that is wrong. `code` is the rule's identifier in its model, or the message's; `file` is NULL when
 *  it stands nowhere; lines and columns count from 1, columns and lengths in code points. `field` names the spot
 *  in the words of the form. Each text may be NULL. */
struct greffe_diagnostic {
    enum greffe_level level;
    const char *code;
    const char *file;
    size_t line;
    size_t column;
    size_t length;
    const char *field;
    const char *text;
    const char *hint;
    const char *law;
};

/** greffe_result_diagnostic(result, index, diagnostic): the index-th diagnostic in the order of their places;
 *  its strings live as long as the result. False past the last one. */
bool greffe_result_diagnostic(
    const struct greffe_result *result, size_t index, struct greffe_diagnostic *diagnostic);
/** greffe_result_read(result, index, file): the index-th file that was read for this request, the form first;
 *  its bytes live as long as the result. The relationship is "Source" of the form, "Supplement" of what it names,
 *  "Theme" of a theme of its own. False past the last one. Models, fonts and the process's theme are not among
 *  them: greffe_fingerprint. */
bool greffe_result_read(const struct greffe_result *result, size_t index, struct greffe_file *file);

enum {
    GREFFE_DIGEST_SIZE = 65, /* 64 hexadecimal digits and a NUL */
};

/** greffe_digest(bytes, length, digest): SHA-256 (FIPS 180-4). */
void greffe_digest(const void *bytes, size_t length, char digest[GREFFE_DIGEST_SIZE]);
/** greffe_fingerprint(greffe, digest): one digest over all that the process has read so far (models, tables,
 *  fonts, theme), and over the versions of the library and of the program. */
void greffe_fingerprint(const struct greffe *greffe, char digest[GREFFE_DIGEST_SIZE]);

/** greffe_blocks_text(blocks, count, lines): the blocks as a JSON array (docs/diagnostics.schema.json), each on a line
 *  of its own or all on one without its end; to be freed with free. NULL when memory is exhausted. */
char *greffe_blocks_text(const struct greffe_block *blocks, size_t count, bool lines);

/** A report over any number of results, as JSON (docs/diagnostics.schema.json) or one HTML page. */
struct greffe_report;
enum greffe_report_format {
    GREFFE_REPORT_JSON,
    GREFFE_REPORT_HTML,
};
/** greffe_report_new(format, notes): `notes` includes the diagnostics of level note. NULL when memory is
 *  exhausted. The caller frees it with greffe_report_free. */
struct greffe_report *greffe_report_new(enum greffe_report_format format, bool notes);
/** greffe_report_add(report, path, result): adds a form's outcome; false when memory is exhausted. */
bool greffe_report_add(
    struct greffe_report *report, const char *path, const struct greffe_result *result);
/** greffe_report_finish(report): the whole report; lives as long as the report. NULL when memory is
 *  exhausted. */
const char *greffe_report_finish(struct greffe_report *report);
void greffe_report_free(struct greffe_report *report);

/** How saving ended. */
enum greffe_saving {
    GREFFE_SAVED,
    GREFFE_SAVE_REFUSED,   /* what stands there was not written by Greffe, or was changed since */
    GREFFE_SAVE_PROTECTED, /* what stands there is Greffe's, but protected against writing */
    GREFFE_SAVE_FAILED,    /* errno says why */
};
/** What stands at a path. */
enum greffe_standing {
    GREFFE_NOTHING,
    GREFFE_OWN, /* a PDF that Greffe wrote, of which not one byte changed since */
    GREFFE_SIGNED, /* Greffe's PDF whole, and something added behind it since: signed, filled, stamped */
    GREFFE_FOREIGN, /* anything else */
};
/** greffe_standing(folder, path): what stands there; a file that cannot be read is foreign. The path is relative
 *  to the folder's descriptor, as with openat(2); AT_FDCWD: to the working directory. */
enum greffe_standing greffe_standing(int folder, const char *path);

/** greffe_place(from, temporary, folder, path, force): gives a finished file of the same file system its name, by the
 *  rules of greffe_save; the temporary name is gone then, else it stays. The names are relative to the folders'
 *  descriptors, `from` and `folder`. Nothing is synchronized: of many files the caller does it at once. */
enum greffe_saving greffe_place(
    int from, const char *temporary, int folder, const char *path, bool force);

/** greffe_save(path, bytes, length, force): writes a file whole or not at all: temporary name in the same
 *  folder, fsync, rename, fsync of the folder. An existing file is replaced only if it is a PDF that Greffe
 *  wrote, of which not one byte changed since, and which may be written to, unless `force`; the new file has
 *  the permissions of the old one. What is no regular file (a folder, a link, a device) is never replaced:
 *  errno is EISDIR or EINVAL. */
enum greffe_saving greffe_save(
    const char *path, const unsigned char *bytes, size_t length, bool force);

#endif
